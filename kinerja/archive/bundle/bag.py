"""A bag (BagIt 1.0, RFC 8493) inside a ZIP: the payload first, then what any BagIt tool needs to check it."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from kinerja.archive.bundle.zipping import Member, Tally, plain, zipped

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
INFO, MANIFEST, TAGS, DECLARATION, SEAL = (
    "bag-info.txt",
    "manifest-sha256.txt",
    "tagmanifest-sha256.txt",
    "bagit.txt",
    "tagmanifest-sha256.txt.tsr",
)
DATA = "data/"
# Gives the timestamp over the manifest of the manifests, and with it over every byte of the bag.
Seal = Callable[[bytes], bytes]


def bag(name: str, payload: Iterable[Member], info: Mapping[str, str], seal: Seal) -> Iterator[bytes]:
    """The bytes of a ZIP with one folder `name`: `payload` under data/, in its order, and what `seal` says of it all."""
    tallies: dict[str, Tally] = {}
    yield from zipped(_members(f"{name}/", payload, (info, seal), tallies), tallies)


def _members(
    folder: str,
    payload: Iterable[Member],
    told: tuple[Mapping[str, str], Seal],
    tallies: Mapping[str, Tally],
) -> Iterator[Member]:
    info, seal = told
    for member in payload:
        yield Member(f"{folder}{DATA}{member.name}", member.read)
    counted = {name.removeprefix(folder): tally for name, tally in tallies.items()}
    size = sum(tally.size for tally in counted.values())
    tags = {
        DECLARATION: BAGIT,
        INFO: _info({**info, "Payload-Oxum": f"{size}.{len(counted)}"}),
        MANIFEST: _manifest((name, tally.sha256) for name, tally in counted.items()),
    }
    tags[TAGS] = _manifest((name, hashlib.sha256(content).hexdigest()) for name, content in tags.items())
    for name, content in (tags | {SEAL: seal(tags[TAGS])}).items():
        yield plain(f"{folder}{name}", content)


def _info(info: Mapping[str, str]) -> bytes:
    """One line for each label; a value keeps to its line."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in info.items() if value).encode()


def _manifest(rows: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(rows)).encode()
