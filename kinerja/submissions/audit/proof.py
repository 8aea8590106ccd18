"""Proof that rows and events say the same: the chain, the replayed position, the status, what was frozen and signed."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kinerja.signing.storage import is_intact
from kinerja.submissions.audit.filing_told import FilingTold, filing_fault
from kinerja.submissions.audit.words_told import WordsTold, words_fault
from kinerja.submissions.entry.filling import plain
from kinerja.submissions.evidence.proof import FilesTold, fault_of
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.rows.derived import FIELDS
from sop.ledger.queries import events_of, first_fault
from sop.runs.models import ENDED_EARLY, Run, StepRunAssignment
from sop.runs.queries import replay, same_position
from sop.runs.reassigning import KIND as REASSIGN

_EMPTY = Figure()  # what the fields hold that nobody ever filled


@dataclass(frozen=True)
class Finding:
    """What is wrong with a run; `seq` is the first bad event, 0 where the fault is not in an event."""

    run_id: int
    title: str
    seq: int
    sentence: str


@dataclass
class Told:
    """What the events alone say of a file: sha256 of the sheet, the frozen data and the papers; fields of the figures."""

    publication: str = ""
    data_hash: str = ""
    document: str = ""
    manuscript: str = ""
    figures: dict[int, dict[str, Any]] = field(default_factory=dict)
    files: FilesTold = field(default_factory=FilesTold)
    words: WordsTold = field(default_factory=WordsTold)
    assigned: dict[int, dict[str, Any] | None] = field(default_factory=dict)
    copies: set[str] = field(default_factory=set)
    filing: FilingTold = field(default_factory=FilingTold)
    withdrawn: bool = False

    def hear(self, data: dict[str, Any]) -> None:
        """Take in the next event. A return that revises takes the frozen data back."""
        self.publication = data.get("publication", self.publication)
        self.document = data.get("document", self.document)
        revised = "revise" in data.get("effects", ())
        self.data_hash = "" if revised else data.get("data_hash", self.data_hash)
        self.manuscript = "" if revised else data.get("manuscript", self.manuscript)
        for change in data.get("changes", ()):
            self.figures.setdefault(change["figure"], {}).update(change["new"])
        if data["kind"] == REASSIGN:
            self.assigned[data["step_run"]] = data["new"]
        if copy := data.get("copy"):
            self.copies.add(copy["sha256"])
        self.withdrawn = self.withdrawn or data["kind"] == ENDED_EARLY
        self.files.hear(data)
        self.filing.hear(data)
        self.words.hear(data)


def findings() -> Iterator[Finding]:
    """Every run whose history or rows were changed behind the application's back; the first fault of each."""
    runs = Run.objects.select_related(
        "publication", "office", "submission__document", "submission__manuscript"
    ).order_by("pk")
    for run in runs.iterator(chunk_size=200):
        finding = _broken_chain(run) or _broken_rows(run)
        if finding:
            yield finding


def _broken_chain(run: Run) -> Finding | None:
    if fault := first_fault(run):
        return Finding(run.pk, run.title, fault.seq, fault.reason)
    return None


def _broken_rows(run: Run) -> Finding | None:
    told = Told()
    for _, data in events_of(run):
        told.hear(data)
    sentence = _sheet(run, told) or _position(run) or _assigned(run, told)
    submission: Submission | None = getattr(run, "submission", None)
    if submission is not None:
        checks: tuple[Callable[[Submission, Told], str], ...] = (
            _withdrawn, _frozen, _paper, _figures, _files, _filed, _words,
        )  # fmt: skip
        sentence = sentence or next((found for check in checks if (found := check(submission, told))), "")
    return Finding(run.pk, run.title, 0, sentence) if sentence else None


def _sheet(run: Run, told: Told) -> str:
    text = hashlib.sha256(run.publication.text.encode()).hexdigest()
    same = told.publication == run.publication.sha256 == text
    return "" if same else "naskah SOP tidak sama dengan yang dipakai saat berkas dimulai"


def _position(run: Run) -> str:
    replayed = replay(run)
    if replayed.fault or not same_position(run, replayed):
        return replayed.fault or "posisi berkas tidak sama dengan riwayatnya"
    submission: Submission | None = getattr(run, "submission", None)
    if submission is not None and submission.status != replayed.phase:
        return f"status {submission.status}, menurut riwayat {replayed.phase}"
    return ""


def _assigned(run: Run, told: Told) -> str:
    """To whom each open step was given, as the marking says, as the rows say, and as the events say. One query."""
    rows = StepRunAssignment.objects.filter(step_run__run=run, step_run__closed_at=None, ended_at=None)
    people = dict(rows.values_list("step_run", "user"))
    for place in run.places():
        said = told.assigned.get(place["id"])
        if place.get("assigned") != said or people.get(place["id"]) != (said or {}).get("user"):
            return "penugasan langkah terbuka tidak sama dengan riwayatnya"
    return ""


def _withdrawn(submission: Submission, told: Told) -> str:
    """Nothing is open if and only if the file is archived, or was withdrawn; and it is withdrawn where its history says so."""
    if bool(submission.withdrawn_at) != told.withdrawn:
        return "penarikan kembali tidak sama dengan riwayatnya"
    over = told.withdrawn or submission.status == Status.ARCHIVED
    return "" if over == (not submission.run.marking) else "berkas berakhir tanpa diarsipkan atau ditarik"


def _frozen(submission: Submission, told: Told) -> str:
    """The hash in the row proves nothing by itself: whoever changes the copy can change it too. The event cannot."""
    text = hashlib.sha256(submission.snapshot.encode()).hexdigest() if submission.snapshot else ""
    if submission.data_hash != text:
        return "salinan beku tidak sesuai dengan sidiknya"
    return "" if submission.data_hash == told.data_hash else "sidik data tidak sama dengan riwayatnya"


def _paper(submission: Submission, told: Told) -> str:
    document, manuscript = submission.document, submission.manuscript
    if (manuscript.sha256 if manuscript else "") != told.manuscript:
        return "naskah berparaf tidak sama dengan riwayatnya"
    if (document.sha256 if document else "") != told.document:
        return "dokumen bertanda tangan tidak sama dengan riwayatnya"
    if document and document.destroyed != told.files.destroyed:
        return "pemusnahan dokumen tidak sama dengan riwayatnya"
    if document and not is_intact(document):
        return "berkas dokumen bertanda tangan hilang atau berubah"
    if document and {copy.sha256 for copy in document.listed_copies} != told.copies:
        return "salinan bertanda tangan tidak sama dengan riwayatnya"
    return ""


def _figures(submission: Submission, told: Told) -> str:
    for figure in Figure.objects.filter(submission=submission).order_by("pk"):
        said = told.figures.get(figure.pk, {})
        if any(plain(getattr(figure, name)) != said.get(name, getattr(_EMPTY, name)) for name in FIELDS):
            return f"isian ‘{figure.definition['name']}’ tidak sama dengan riwayatnya"
    return ""


def _files(submission: Submission, told: Told) -> str:
    return fault_of(submission, told.files)


def _filed(submission: Submission, told: Told) -> str:
    return filing_fault(submission, told.filing)


def _words(submission: Submission, told: Told) -> str:
    return words_fault(submission, told.words)
