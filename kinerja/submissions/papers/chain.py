"""Paraf and signature inside the file: the report is rendered once, then each official appends his own signature.

Everything here happens before the act and outside of any transaction; `act()` then saves the row or refuses. Bytes
without a row do no harm. What was signed is examined first, so that nothing moves on a signature that does not hold.
"""

import datetime as dt
from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import reverse

from kinerja.documents.data import Act, Official, ReportData, StampData
from kinerja.documents.engine import Box
from kinerja.documents.pdf import render_picture, render_sheets, render_stamp
from kinerja.signing.actions import put_by
from kinerja.signing.identities import nik_of
from kinerja.signing.issuing import Unlocked
from kinerja.signing.models import Kind, Manuscript, SignedDocument, SigningSetup
from kinerja.signing.pades import Field, Order, height_of, with_fields
from kinerja.signing.providers.choice import kind_of, setup_of, sign
from kinerja.signing.providers.interface import Opened
from kinerja.signing.returned import insist_returned
from kinerja.signing.setups import REMOTE
from kinerja.signing.storage import content_of
from kinerja.signing.validation import insist_signed
from kinerja.submissions.models import Submission
from kinerja.submissions.papers import snapshots
from kinerja.submissions.papers import trail as paper_trail
from kinerja.submissions.papers.report import document_of, frozen_at, report_of, sign_steps, whole
from kinerja.submissions.papers.trail import Checked, Deed, checked, deeds_of
from sop.procedures.definition import Definition
from sop.procedures.queries import definition_of
from sop.runs.performers import Performer


@dataclass(frozen=True)
class Hand:
    """Who signs, at which step, when, with which key or service; `site` is where the public page is found."""

    by: Official
    step: int
    at: dt.datetime
    site: str
    unlocked: Opened


@dataclass(frozen=True)
class Case:
    """The file whose paper is signed, as it stands now."""

    submission: Submission
    definition: Definition
    deeds: list[Deed]
    setup: SigningSetup
    verified: tuple[Act, ...] = ()  # by the act under way, which no ledger tells yet

    @property
    def standing(self) -> list[Checked]:
        return checked(self.deeds)

    @property
    def closing(self) -> str:
        """The field of the head."""
        return f"ttd_{sign_steps(self.definition)[0].position}"

    def has_own_field(self, field: str) -> bool:
        """Whether the field is made here, before the first signature; a service elsewhere brings its own."""
        return self.setup.provider_for(final=field == self.closing) not in REMOTE


def give_paraf(submission: Submission, hand: Hand, *, freezing: Performer | None = None) -> Manuscript:
    """The manuscript with this paraf, its bytes on the disk, its row not yet saved. SignatureBroken, NoPdfEngine.

    `freezing`: this very act verifies too (Tasikmalaya 6). The content is frozen here as `act()` will freeze it, which
    then refuses where it finds another. NotJudged.
    """
    case = _case_of(submission)
    if freezing is not None:
        snapshots.freeze(case.submission, freezing)
        case = replace(case, verified=(Act(paper_trail.WORDS["verify"], hand.by, hand.at),))
    field = paraf_field(hand.step)
    return _append(case, _manuscript(case, hand, field), field, hand)


def give_signature(submission: Submission, hand: Hand) -> SignedDocument:
    """The signed paper, its bytes on the disk, its row not yet saved. SignatureBroken, NoPdfEngine."""
    case = _case_of(submission)
    signed = _append(case, _manuscript(case, hand, case.closing), case.closing, hand)
    acts = (*paper_trail.acts_of(case.standing), Act(paper_trail.WORDS["sign"], hand.by, hand.at))
    report = report_of(case.submission, case.definition, case.deeds, hand.by)
    document = document_of(case.submission, report, acts, hand.at)
    document.code, document.kind, document.revisions = signed.code, kind_of(hand.unlocked), signed.revisions
    document.sha256, document.size, document.path = signed.sha256, signed.size, signed.path
    _name_certificates(document, [*(paraf_field(row.step) for row in case.standing), case.closing])
    return document


def paraf_field(step: int) -> str:
    """The name of the field of a paraf."""
    return f"paraf_{step}"


def _case_of(submission: Submission) -> Case:
    submission = whole(submission)
    setup = setup_of(submission.office_id)
    return Case(submission, definition_of(submission.run.publication), deeds_of(submission.run), setup)


def _manuscript(case: Case, hand: Hand, field: str) -> Manuscript:
    """The one under way; a new one where there is none yet, or where this box is filled or missing in it."""
    known = case.submission.manuscript
    if known and _fits(known, case) and field in set(known.boxes) - known.filled:
        return known
    return _begin(case, hand, field)


def _fits(known: Manuscript, case: Case) -> bool:
    """Of these figures, and its fields and its certification decided for those who still sign."""
    return known.data_hash == case.submission.data_hash and known.plan == case.setup.plan


def _begin(case: Case, hand: Hand, field: str) -> Manuscript:
    """Render the report with boxes for what is still to come, and prepare a field in each."""
    report = _with_boxes(case, hand, field)
    sheets = render_sheets(report)
    made_here = {name: box for name, box in sheets.boxes.items() if case.has_own_field(name)}
    content = sheets.content
    if made_here:
        content = with_fields(content, [_field(name, box, case) for name, box in made_here.items()])
    manuscript = Manuscript(
        office_id=case.submission.office_id,
        code=report.frozen.code if report.frozen else "",
        data_hash=case.submission.data_hash,
        boxes={
            name: [box.page, box.left, box.bottom, box.right, box.top] for name, box in sheets.boxes.items()
        },
        plan=case.setup.plan,
    )
    put_by(content, manuscript)
    manuscript.revisions = [_revision(manuscript, "", None)]
    return manuscript


def _with_boxes(case: Case, hand: Hand, field: str) -> ReportData:
    """A paraf that was given in the system before stays in print; its box is left only where it is given anew."""
    report = report_of(case.submission, case.definition, case.deeds, hand.by)
    places = paper_trail.paraf_steps(case.definition)
    boxed = [
        replace(paraf, at=None, field=paraf_field(place))
        if paraf.at is None or paraf_field(place) == field
        else paraf
        for place, paraf in zip(places, report.parafs, strict=True)
    ]
    acts = (*paper_trail.acts_of(case.standing), *case.verified)
    frozen = frozen_at(hand.at, case.submission, case.deeds, acts, hand.site)
    seal = Kind.BSRE if case.setup.head in REMOTE else Kind.LOCAL
    return replace(
        report, parafs=tuple(boxed), frozen=frozen, field=case.closing, owner=settings.APP_OWNER, seal=seal
    )


def _field(name: str, box: Box, case: Case) -> Field:
    final = name == case.closing
    label = "Tanda tangan" if final else f"Paraf langkah {name.removeprefix('paraf_')}"
    return Field(name, label, box.page, (box.left, box.bottom, box.right, box.top), final)


def _append(case: Case, manuscript: Manuscript, field: str, hand: Hand) -> Manuscript:
    """Sign, examine what came of it, and put it on the disk."""
    sent = content_of(manuscript)
    order = _order(case, manuscript, field, hand, sent)
    signed = sign(sent, order, hand.unlocked)
    told = _examined(case, manuscript, order, hand, sent=sent, signed=signed)
    put_by(signed, manuscript)
    manuscript.revisions = [*manuscript.revisions, _revision(manuscript, field, hand) | told]
    return manuscript


def _order(case: Case, manuscript: Manuscript, field: str, hand: Hand, sent: bytes) -> Order:
    """A chain that is local throughout is certified by its first signature; a service could add no field to it."""
    final, box = field == case.closing, Box(*manuscript.boxes[field])
    stamp = _stamp(case, manuscript, hand, final=final)
    here = isinstance(hand.unlocked, Unlocked)
    return Order(
        field,
        render_stamp(stamp, box) if here else render_picture(stamp, box),
        f"{'Tanda tangan' if final else 'Paraf'} {hand.by.position}",
        first=not manuscript.filled and not case.setup.is_remote,
        final=final,
        page=box.page,
        corners=(box.left, box.bottom, box.right, box.top),
        height=0 if here else height_of(sent, box.page),
    )


def _examined(
    case: Case, manuscript: Manuscript, order: Order, hand: Hand, *, sent: bytes, signed: bytes
) -> dict[str, str | bool]:
    """What the file says of its new signature, once it is believed. SignatureBroken.

    Only after a paraf was examined does the history tell of the paper, and what it tells of is not looked at again.
    """
    opened, data_hash = hand.unlocked, case.submission.data_hash
    if isinstance(opened, Unlocked):
        serial = opened.certificate.serial
        known = manuscript.sha256 == paper_trail.manuscript_told(case.deeds)
        insist_signed(sent, signed, field=order.field, serial=serial, data_hash=data_hash, examined=known)
        return {"serial": serial}
    person = opened.person
    found = insist_returned(sent, signed, order=order, person=person, nik=nik_of(person), data_hash=data_hash)
    told: dict[str, str | bool] = {"serial": found.serial, "mark": found.field}
    return told | {"rewritten": True} if found.rewritten else told


def _stamp(case: Case, manuscript: Manuscript, hand: Hand, *, final: bool) -> StampData:
    office = case.submission.office
    if not final:
        return StampData(hand.by, hand.at, office.zone)
    address = f"{hand.site}{reverse('signing:verdict', args=[manuscript.code])}".rstrip("/")
    return StampData(hand.by, hand.at, office.zone, office.city, address, manuscript.code)


def _revision(manuscript: Manuscript, field: str, hand: Hand | None) -> dict[str, str | int | bool]:
    return {
        "size": manuscript.size,
        "sha256": manuscript.sha256,
        "field": field,
        "name": hand.by.name if hand else "",
        "at": hand.at.isoformat() if hand else "",
        "serial": "",
    }


def _name_certificates(document: SignedDocument, fields: list[str]) -> None:
    """Say of each act whether its signature is in the file, and by which certificate."""
    serials = {row["field"]: row["serial"] for row in document.revisions if row["field"]}
    for row, field in zip(document.signers, fields, strict=True):
        row["serial"] = serials.get(field, "") if row["act"] != "verify" else ""
