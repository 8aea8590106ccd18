"""One signed call to the gateway of an office: where it may go, how it is signed, and nothing followed from there.

A call may reach hosts of the open net by HTTPS, or those the operator of this installation names in WEBHOOK_HOSTS.
Names are looked up once and the call goes to that very address, so that no second answer leads it inside.
"""

import hashlib
import hmac
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

import urllib3
from django.conf import settings

from kinerja.notifications.hooks.limit import Limit
from sop.errors import RuleError

TIMEOUT = urllib3.Timeout(connect=3, read=5)  # seconds for each wait
LONGEST = (
    10.0  # seconds for a whole call: a gateway that drips a byte at a time would keep the sender for ever
)
DONE = range(200, 300)
UNICAST = ipaddress.IPv6Network(
    "2000::/3"
)  # all that the open net hands out (RFC 4291); the rest leads elsewhere
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052


UNREACHED = "Hubungi pengelola gerbang, lalu kirim ulang."
SLOW = f"Gerbang tidak selesai menjawab dalam {LONGEST:.0f} detik. {UNREACHED}"


class NotToBeCalled(RuleError):
    """An address that no office may have called."""

    code = "not_to_be_called"
    http_status = 422


@dataclass(frozen=True)
class Target:
    """An address that may be called: the parts of it, and the machine that its name meant when it was asked."""

    parts: SplitResult
    address: str

    @property
    def port(self) -> int:
        return self.parts.port or (443 if self.parts.scheme == "https" else 80)

    @property
    def path(self) -> str:
        path = self.parts.path or "/"
        return f"{path}?{self.parts.query}" if self.parts.query else path


def signature(secret: str, timestamp: str, body: str) -> str:
    """HMAC-SHA256 over "timestamp.body", as 64 hex digits after "sha256=". The receiver refuses old timestamps."""
    said = f"{timestamp}.{body}".encode()
    return f"sha256={hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()}"


def call(url: str, body: str, headers: Mapping[str, str]) -> str:
    """Post the body; returns what went wrong in a sentence, "" where the gateway took it. No redirect is followed."""
    try:
        target = target_of(url)
        with Limit(LONGEST) as limit:
            status = _post(target, body, headers, limit)
    except RuleError as refusal:
        return refusal.sentence
    except (urllib3.exceptions.HTTPError, OSError) as problem:
        return SLOW if limit.over else f"Tidak tersambung: {type(problem).__name__}. {UNREACHED}"
    return "" if status in DONE else f"Gerbang menjawab dengan kode {status}. {advice(status)}"


def advice(status: int) -> str:
    """What the keeper of the office can do about an answer of the gateway."""
    if status in range(300, 400):
        return "Isi alamat webhook dengan alamat tujuan akhirnya; pengalihan tidak diikuti."
    if status in {401, 403}:
        return "Cocokkan kunci tanda tangan di gerbang, atau buat kunci baru."
    if status in {404, 410}:
        return "Periksa alamat webhook."
    return UNREACHED


def target_of(url: str) -> Target:
    """Where this address leads; NotToBeCalled says why it may not be called."""
    parts = parts_of(url)
    host = parts.hostname or ""
    if settings.DEMO and host not in settings.WEBHOOK_HOSTS:
        raise NotToBeCalled(
            "Peragaan tidak mengirim apa pun ke luar. Webhook dipanggil pada pemasangan kantor."
        )
    try:
        found = socket.getaddrinfo(host, parts.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:  # a name too long for the net is a UnicodeError
        raise NotToBeCalled(f"Nama {host} tidak ditemukan.") from problem
    addresses = [str(entry[4][0]) for entry in found]
    if host not in settings.WEBHOOK_HOSTS and not all(_public(address) for address in addresses):
        raise NotToBeCalled(
            f"{host} berada di jaringan dalam. Minta operator aplikasi memasukkannya ke daftar WEBHOOK_HOSTS."
        )
    return Target(parts, addresses[0])


def parts_of(url: str) -> SplitResult:
    """The parts of an address as an office may write it, without asking the net; raises NotToBeCalled."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError as problem:
        raise NotToBeCalled("Tulis alamat lengkap, mis. https://obrolan.example.go.id/kait.") from problem
    allowed = {"https", "http"} if host in settings.WEBHOOK_HOSTS else {"https"}
    if parts.scheme not in allowed or not host or parts.username or not url.isascii():
        raise NotToBeCalled("Alamat webhook harus dimulai dengan https:// dan tanpa nama pengguna.")
    return parts


def _public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = _inner(found)
        if inner is None and (found not in UNICAST or found.sixtofour or found.teredo):
            return False
        found = inner or found
    return found.is_global and not found.is_multicast


def _inner(found: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 machine that an address of IPv6 leads to: mapped, or through the NAT64 of the network."""
    if found in NAT64:
        return ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return found.ipv4_mapped


def _post(target: Target, body: str, headers: Mapping[str, str], limit: Limit) -> int:
    host = target.parts.hostname or ""
    with _pool(target, host) as pool:
        pool.ConnectionCls = limit.watching(pool.ConnectionCls)
        answer = pool.urlopen(
            "POST", target.path, body=body.encode(), redirect=False, retries=False, preload_content=False,
            headers={"Host": target.parts.netloc, "Content-Type": "application/json", **headers},
        )  # fmt: skip
        answer.close()
        return int(answer.status)


def _pool(target: Target, host: str) -> urllib3.HTTPConnectionPool:
    if target.parts.scheme == "http":
        return urllib3.HTTPConnectionPool(target.address, target.port, timeout=TIMEOUT)
    return urllib3.HTTPSConnectionPool(
        target.address, target.port, timeout=TIMEOUT, ssl_context=ssl.create_default_context(),
        server_hostname=host, assert_hostname=host,
    )  # fmt: skip
