"""From the files of a request to files in the storage: each is checked by itself, and a bad one spoils no other."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from kinerja.common import blobs
from kinerja.submissions.evidence.actions import Arrival
from kinerja.submissions.evidence.inspection import check_size, inspect
from kinerja.submissions.evidence.models import FOLDER
from kinerja.submissions.evidence.names import clean_name
from kinerja.submissions.evidence.refusals import Refused


@dataclass(frozen=True)
class Turned:
    """A file that was not accepted, and why."""

    name: str
    sentence: str


def receive(files: Iterable[UploadedFile[bytes]]) -> tuple[list[Arrival], list[Turned]]:
    """The bytes of good files are on the disk before any row names them; outside of every transaction."""
    arrivals, turned = [], []
    for file in files:
        name = clean_name(file.name or "")
        try:
            arrivals.append(arrive(name, _content(file)))
        except Refused as refused:
            turned.append(Turned(name, refused.sentence))
    return arrivals, turned


def arrive(name: str, content: bytes) -> Arrival:
    """Check one file and store its bytes; Refused where it is not accepted."""
    kind = inspect(name, content)
    return Arrival(name, kind, blobs.store(content, folder=FOLDER, ending=kind))


def _content(file: UploadedFile[bytes]) -> bytes:
    check_size(file.size or 0)
    return bytes(file.read())
