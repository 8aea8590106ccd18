"""Paraf and signature: what the official is shown before, and what the act brings with it."""

import datetime as dt
from dataclasses import dataclass

from kinerja.documents.data import Official, Paraf, ReportData
from kinerja.signing.providers.interface import Opened
from kinerja.submissions.actions import NO_PAPERS, Papers
from kinerja.submissions.case.turns import Turn
from kinerja.submissions.errors import DataChanged, OwnFigures
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.papers import rows as paper_rows
from kinerja.submissions.papers.chain import Hand, give_paraf, give_signature
from kinerja.submissions.papers.report import draft_of, prepare
from kinerja.submissions.papers.trail import Checked, checked
from sop.offices.models import User
from sop.procedures.definition import Move
from sop.runs.engine import Request

SHORT = 12  # characters of a hash that are shown
NAMED = 5  # indicators called by name; more are only counted


@dataclass(frozen=True)
class Reading:
    """The document as the official reads it: the report, five facts, who checked it before, and who has not."""

    report: ReportData
    facts: list[tuple[str, str]]
    checked: list[Checked]
    missing: list[Paraf]


def reading_of(turn: Turn) -> Reading:
    """What is shown before a paraf or a signature, from the frozen figures. Six queries at most."""
    draft = draft_of(turn.case.submission, at=turn.case.at, signer=_reader(turn))
    standing = checked(draft.deeds)
    missing = [paraf for paraf in draft.report.parafs if paraf.at is None and "sign" in turn_effects(turn)]
    return Reading(draft.report, _facts(turn, draft.report, standing), standing, missing)


def _reader(turn: Turn) -> Official | None:
    """Who reads in order to sign stands in the block of the signature already; a paraf is put under another's name."""
    return _performing(turn) if "sign" in turn_effects(turn) and turn.duty else None


def _performing(turn: Turn) -> Official:
    """The person in the capacity by which the step is his."""
    person, duty = turn.case.performer, turn.duty
    return Official(duty.capacity if duty else "", person.name, person.nip, person.rank)


def turn_effects(turn: Turn) -> set[str]:
    """What going on from this step may do."""
    return {effect for move in turn.forward for effect in move.effects}


def papers_for(
    turn: Turn, move: Move | None, request: Request, *, data_hash: str, filing: ArchiveRecord | None, by: User,
    at: dt.datetime, site: str, unlocked: Opened | None = None,
) -> Papers:  # fmt: skip
    """What the act needs; the document is rendered and stored here, outside of any transaction.

    With an open key or a service the signature goes into the file; without one the act is recorded in the system alone. Nothing is
    rendered for an act that will be refused anyway: OwnFigures, DataChanged, or a step that went on.
    """
    submission = turn.case.submission
    if by.pk in submission.entrants:
        raise OwnFigures(turn.others)
    if move is None or request.expected_seq != turn.place["seq"] or _is_closed_yet(turn, at):
        return NO_PAPERS
    if data_hash != submission.data_hash:
        raise DataChanged
    filing = filing if "archive" in move.effects else None
    if unlocked is None:
        document = prepare(submission, by, at, site=site) if "sign" in move.effects else None
        return Papers(data_hash, document, filing)
    hand = Hand(_performing(turn), turn.place["step"], at, site, unlocked)
    follows = submission.manuscript_sha256
    if "sign" in move.effects:
        return Papers(data_hash, give_signature(submission, hand), filing, follows=follows)
    manuscript = give_paraf(submission, hand) if "paraf" in move.effects else None
    return Papers(data_hash, filing=filing, manuscript=manuscript, follows=follows)


def papers_for_verifying(
    turn: Turn, move: Move, request: Request, *, at: dt.datetime, site: str, unlocked: Opened | None
) -> Papers:
    """Where verifying initials too (Tasikmalaya 6), the paraf goes into the file with the content about to be frozen.

    Nothing is prepared without a key, or for an act that will be refused anyway. NotJudged.
    """
    case = turn.case
    stale = request.expected_seq != turn.place["seq"] or case.is_entrant or _is_closed_yet(turn, at)
    if unlocked is None or "paraf" not in move.effects or stale:
        return NO_PAPERS
    hand = Hand(_performing(turn), turn.place["step"], at, site, unlocked)
    manuscript = give_paraf(case.submission, hand, freezing=case.performer)
    return Papers(manuscript=manuscript, follows=case.submission.manuscript_sha256)


def _is_closed_yet(turn: Turn, at: dt.datetime) -> bool:
    """Whether the window of the step has not begun; `act()` will say so, and no service shall sign for nothing."""
    opens = turn.step_run.opens_at
    return opens is not None and at < opens


def _facts(turn: Turn, report: ReportData, standing: list[Checked]) -> list[tuple[str, str]]:
    summary = report.summary
    below = list(dict.fromkeys(paper_rows.below_target(report.groups)))
    notes = sum(bool(row.deed.data.get("note")) for row in standing)
    return [
        ("Capaian rata-rata", paper_rows.average_text(summary)),
        ("Mencapai target", f"{summary.reached} dari {summary.counted} indikator"),
        ("Di bawah target", _named(below)),
        ("Perubahan sejak verifikasi", f"Tidak ada (sidik data {turn.case.submission.data_hash[:SHORT]})"),
        ("Catatan pemeriksa", f"{notes} catatan" if notes else "Tidak ada"),
    ]


def _named(names: list[str]) -> str:
    """The first of these names, and how many more there are."""
    rest = len(names) - NAMED
    return "; ".join(names[:NAMED]) + (f"; dan {rest} lainnya" if rest > 0 else "") or "Tidak ada"
