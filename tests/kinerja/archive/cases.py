"""A case of Musi Rawas with evidence, signed by certificates and filed; and a bag that somebody sealed anew."""

import datetime as dt
import zipfile
from pathlib import Path

from kinerja.archive.bundle.bag import DATA, INFO, SEAL, bag
from kinerja.archive.bundle.zipping import Member, plain
from kinerja.documents.data import Official
from kinerja.signing.issuing import issue_certificate, unlock
from kinerja.submissions.actions import Papers, act
from kinerja.submissions.evidence.actions import attach
from kinerja.submissions.evidence.receiving import arrive
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.models import Submission
from kinerja.submissions.papers import chain
from sop.runs.engine import Request
from tests.kinerja.submissions import office
from tests.kinerja.submissions.evidence.makers import pdf

PHRASE = "kopi tubruk setiap pagi"
HEAD = 9


def signed_case(world: office.World, at: dt.datetime) -> ArchiveRecord:
    """The head signs in the file; what came before him was approved in the system."""
    submission = office.at_step(world, world.definition.fill_steps[0])
    place = submission.run.places()[0]
    figure = (
        submission.figures.filter(unit=place["unit"]).first() if place["unit"] else submission.figures.first()
    )
    arrival = arrive("rekap ktp – 100%.pdf", pdf(text="rekap"))
    attach(submission, figure.pk, [arrival], by=world.holder(place["step"], place["unit"]))
    submission = office.walk(world, submission, HEAD)
    sign(world, submission, at)
    return ArchiveRecord.objects.get(submission=office.walk(world, submission, "end"))


def sign(world: office.World, submission: Submission, at: dt.datetime) -> None:
    head = world.holder(HEAD)
    certificate = issue_certificate(head, PHRASE)
    by = Official("Kepala Dinas", head.name, head.nip)
    hand = chain.Hand(by, HEAD, at, "https://kinerja.contoh.go.id", unlock(certificate, PHRASE, at=at))
    document = chain.give_signature(submission, hand)
    place = submission.run.places()[0]
    move = world.definition.moves(HEAD)[0]
    papers = Papers(submission.data_hash, document, follows=submission.manuscript_sha256)
    act(submission, Request(place["id"], move.key, place["seq"]), by=head, papers=papers)


def sealed_anew(path: Path, target: Path, changes: dict[str, bytes]) -> Path:
    """The same bag with other content in some files, and manifests that fit; the seal alone cannot be made to fit."""
    with zipfile.ZipFile(path) as archive:
        folder = archive.namelist()[0].split("/")[0]
        payload = [
            _member(archive, name, folder, changes)
            for name in archive.namelist()
            if f"{folder}/{DATA}" in name
        ]
        lines = archive.read(f"{folder}/{INFO}").decode().splitlines()
        info = dict(line.split(": ", 1) for line in lines if not line.startswith("Payload-Oxum"))
        seal = archive.read(f"{folder}/{SEAL}")
    added = [name for name in changes if "/" in name and f"{folder}/{DATA}{name}" not in archive.NameToInfo]
    payload += [plain(name, changes[name]) for name in added]
    info |= {label: value.decode() for label, value in changes.items() if label in info}
    target.write_bytes(b"".join(bag(folder, payload, info, lambda _: changes.get(SEAL, seal))))
    return target


def _member(archive: zipfile.ZipFile, name: str, folder: str, changes: dict[str, bytes]) -> Member:
    short = name.removeprefix(f"{folder}/{DATA}")
    return plain(short, changes.get(short, archive.read(name)))
