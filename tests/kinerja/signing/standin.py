"""A stand-in for the agency's Esign Client Service: versions 1 and 2, on loopback, really signing under a CA of its own.

`mode` says how it misbehaves; "" is the truth. It keeps what it was asked, to be looked at.
"""

import base64
import datetime as dt
import io
import json
import socket
import threading
import time
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

NIK, PHRASE, TOTP = "3515081203670002", "Garuda#Terbang7", "493027"
SPRING = {"timestamp": "2026-10-07T07:02:00", "status": 500, "error": "Internal Server Error", "path": "/"}
STATUSES = (
    "EXPIRED", "REVOKE", "SUSPEND", "NO_CERTIFICATE", "NOT_REGISTERED", "RENEW", "NEW", "WAITING_FOR_VERIFICATION",
)  # fmt: skip


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@cache
def certificate(name: str, issuer: str = "CA BSrE Tiruan", *, ends: int = 365) -> x509.Certificate:
    """A root where name and issuer are the same."""
    root, now = name == issuer, dt.datetime.now(dt.UTC)
    named = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)]) for text in (name, issuer)]
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    return (
        x509.CertificateBuilder(
            named[1], named[0], key(name).public_key(), x509.random_serial_number(),
            now - dt.timedelta(days=2), now + dt.timedelta(days=ends),
        )
        .add_extension(x509.BasicConstraints(root, None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=not root, content_commitment=not root, key_cert_sign=root, crl_sign=root, **usage), critical=True)
        .sign(key(issuer), hashes.SHA256())
    )  # fmt: skip


def root_pem() -> bytes:
    return certificate("CA BSrE Tiruan").public_bytes(Encoding.PEM)


def other_root() -> bytes:
    """Of somebody nobody here has dealt with."""
    return certificate("CA Lain", "CA Lain").public_bytes(Encoding.PEM)


def signer(name: str) -> signers.SimpleSigner:
    def theirs(issued: x509.Certificate) -> Any:
        return asn1.Certificate.load(issued.public_bytes(Encoding.DER))

    plain = key(name).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    store = SimpleCertificateStore()
    store.register(theirs(certificate("CA BSrE Tiruan")))
    return signers.SimpleSigner(theirs(certificate(name)), keys.PrivateKeyInfo.load(plain), store)


def signed(pdf: bytes, name: str, page: int, corners: tuple[float, ...]) -> bytes:
    """With a field of its own, as the service adds one."""
    writer, out = IncrementalPdfFileWriter(io.BytesIO(pdf)), io.BytesIO()
    count = len(PdfFileReader(io.BytesIO(pdf)).embedded_signatures) + 1
    spec = fields.SigFieldSpec(f"Signature{count}", on_page=page, box=tuple(round(edge) for edge in corners))
    fields.append_signature_field(writer, spec)
    meta = signers.PdfSignatureMetadata(
        field_name=spec.sig_field_name, subfilter=fields.SigSeedSubFilter.PADES
    )
    signers.PdfSigner(meta, signer(name)).sign_pdf(writer, output=out)
    return out.getvalue()


def rewritten(pdf: bytes) -> bytes:
    """The same paper in other bytes, as a service that does not append writes it."""
    out = io.BytesIO()
    copy_into_new_writer(PdfFileReader(io.BytesIO(pdf))).write(out)
    return out.getvalue()


def overlaid(pdf: bytes) -> bytes:
    """Appended to, as an update may: a white box over the figures of the first page."""
    writer, out = IncrementalPdfFileWriter(io.BytesIO(pdf)), io.BytesIO()
    drawn = writer.add_object(generic.StreamObject(stream_data=b"q 1 g 100 300 400 300 re f Q"))
    writer.add_stream_to_page(0, drawn)
    writer.write(out)
    return out.getvalue()


def annotated(pdf: bytes) -> bytes:
    """The same by a note that lies on the page."""
    writer, out = IncrementalPdfFileWriter(io.BytesIO(pdf)), io.BytesIO()
    note = {"/Type": "/Annot", "/Subtype": "/FreeText"}
    row = generic.DictionaryObject({generic.NameObject(k): generic.NameObject(v) for k, v in note.items()})
    row["/Rect"] = generic.ArrayObject(generic.NumberObject(edge) for edge in (100, 300, 500, 600))
    row["/Contents"] = generic.TextStringObject("Realisasi 100 %")
    writer.register_annotation(writer.root["/Pages"]["/Kids"].raw_get(0), writer.add_object(row))
    writer.write(out)
    return out.getvalue()


def masked(pdf: bytes) -> bytes:
    """The same by the empty field of a signature that nobody gives."""
    writer, out = IncrementalPdfFileWriter(io.BytesIO(pdf)), io.BytesIO()
    fields.append_signature_field(writer, fields.SigFieldSpec("Kosong", on_page=0, box=(100, 300, 500, 600)))
    drawn = generic.StreamObject(stream_data=b"q 1 g 0 0 400 300 re f Q")
    drawn["/Type"], drawn["/Subtype"] = generic.NameObject("/XObject"), generic.NameObject("/Form")
    drawn["/BBox"] = generic.ArrayObject(generic.NumberObject(edge) for edge in (0, 0, 400, 300))
    field = writer.root["/AcroForm"]["/Fields"][-1]
    field["/AP"] = generic.DictionaryObject({generic.NameObject("/N"): writer.add_object(drawn)})
    writer.update_container(field)
    writer.write(out)
    return out.getvalue()


@dataclass
class Service:
    """`name` is the signer's as his certificate has it; `other` a different PDF."""

    name: str
    mode: str = ""
    other: bytes = b""
    asked: list[str] = field(default_factory=list)
    credentials: list[str] = field(default_factory=list)
    url: str = ""

    def status(self) -> tuple[int, Any]:
        return 200, {"status": self.mode if self.mode in STATUSES else "ISSUE", "message": "-"}

    def sign(
        self, pdf: bytes, given: dict[str, Any], page: int, corners: tuple[float, ...]
    ) -> tuple[int, Any]:
        """A code and a file, or a code and a JSON refusal."""
        if refusal := self._refusal(given):
            return refusal
        answers = {
            "unsigned": lambda: pdf,
            "other_document": lambda: signed(self.other, self.name, 0, corners),
            "other_signer": lambda: signed(pdf, "Orang Lain", page, corners),
            "rewritten": lambda: signed(rewritten(pdf), self.name, page, corners),
            "truncated": lambda: signed(pdf, self.name, page, corners)[:-500],
            "overlaid": lambda: signed(overlaid(pdf), self.name, page, corners),
            "annotated": lambda: signed(annotated(pdf), self.name, page, corners),
            "wrong_place": lambda: signed(pdf, self.name, page, (0, 0, 60, 30)),
        }
        return 200, answers.get(self.mode, lambda: signed(pdf, self.name, page, corners))()

    def _refusal(self, given: dict[str, Any]) -> tuple[int, Any] | None:
        if self.mode == "timeout":
            time.sleep(1.2)
        if self.mode == "spring":
            return 500, SPRING
        if self.mode == "2011" or given.get("nik") != NIK:
            return 400, {"error": "User tidak terdaftar", "status_code": 2011}
        if given.get("passphrase") != PHRASE and given.get("totp") != TOTP:
            return 400, {"error": "Passphrase anda salah", "status_code": 2031}
        return None


class Handler(BaseHTTPRequestHandler):
    service: Service

    def log_message(self, *_: Any) -> None:
        """Nothing on the terminal."""

    def do_GET(self) -> None:
        self._note()
        if not self._hung_up():
            self._json(*self.service.status())

    def do_POST(self) -> None:
        self._note()
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self._hung_up():
            return None
        if self.path.endswith("/check/status"):
            return self._json(*self.service.status())
        return self._v2(json.loads(body)) if self.path.startswith("/api/v2") else self._v1(body)

    def _hung_up(self) -> bool:
        """Refuse the connection, or the account; the mode says."""
        if self.service.mode == "401":
            self._json(401, SPRING | {"status": 401, "error": "Unauthorized"})
        elif self.service.mode == "refused":
            self.connection.shutdown(socket.SHUT_RDWR)
        return self.service.mode in {"401", "refused"}

    def _v1(self, body: bytes) -> None:
        meta = {"CONTENT_TYPE": self.headers["Content-Type"], "CONTENT_LENGTH": str(len(body))}
        handler = MemoryFileUploadHandler()
        given, files = MultiPartParser(meta, io.BytesIO(body), [handler]).parse()
        assert files["imageTTD"].read().startswith(b"\x89PNG")
        corners = tuple(float(given[name]) for name in ("xAxis", "yAxis", "width", "height"))
        code, found = self.service.sign(files["file"].read(), given.dict(), int(given["page"]) - 1, corners)
        self._answer(code, found, lambda pdf: {"base64_signed_file": base64.b64encode(pdf).decode()})

    def _v2(self, given: dict[str, Any]) -> None:
        (place,), (file,) = given["signatureProperties"], given["file"]
        assert base64.b64decode(place["imageBase64"]).startswith(b"\x89PNG")
        pdf = base64.b64decode(file)
        page = PdfFileReader(io.BytesIO(pdf)).find_page_for_modification(place["page"] - 1)[0].get_object()
        while "/MediaBox" not in page:
            page = page["/Parent"]
        top = float(page["/MediaBox"][3]) - place["originY"]
        left = place["originX"]
        corners = (left, top - place["height"], left + place["width"], top)
        code, found = self.service.sign(pdf, given, place["page"] - 1, corners)
        self._answer(
            code,
            found,
            lambda pdf: {
                "time": 812,
                "file": [base64.b64encode(pdf).decode()] * (2 if self.service.mode == "several" else 1),
            },
        )

    def _answer(self, code: int, found: Any, packed: Any) -> None:
        if self.service.mode == "nested":
            return self._send(200, b"[" * 200_000, "application/json")
        if self.service.mode == "garbage":
            return self._send(200, b"<html>Layanan sibuk</html>", "text/html")
        return self._json(code, packed(found) if isinstance(found, bytes) else found)

    def _note(self) -> None:
        self.service.asked.append(f"{self.command} {self.path}")
        self.service.credentials.append(self.headers.get("Authorization", ""))

    def _json(self, code: int, found: Any) -> None:
        self._send(code, json.dumps(found).encode(), "application/json")

    def _send(self, code: int, body: bytes, kind: str) -> None:
        try:
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except BrokenPipeError:
            pass  # whoever asked has hung up


class Running:
    """The service on a free port, until `stop`."""

    def __init__(self, name: str) -> None:
        self.service = Service(name)
        handler = type("Bound", (Handler,), {"service": self.service})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.service.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
