"""The report of a submission: as a draft while it is on its way, as bytes that are stored when it is signed.

After verification everything comes from the frozen snapshot and the ledger; the draft of an unverified file is made
from its figures by the same code.
"""

import datetime as dt
import json
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from kinerja.documents.data import Act, Frozen, Official, ReportData, Stationery
from kinerja.documents.pdf import render_report
from kinerja.periods.queries import full_name, period_before
from kinerja.signing.actions import allot_code, put_by
from kinerja.signing.models import SignedDocument
from kinerja.submissions import paper_rows, paper_trail, snapshots
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.paper_trail import Deed
from kinerja.submissions.queries import holders_today
from kinerja.submissions.rows import called
from sop.offices.models import Office, User
from sop.procedures.definition import Definition, StepDef
from sop.procedures.queries import definition_of
from sop.runs.engine import holders
from sop.runs.errors import NotYourStep
from sop.runs.performers import Performer, performer_for

TITLE = "Laporan Pengukuran Kinerja"
SIGNED = (Status.SIGNED, Status.ARCHIVED)


@dataclass(frozen=True)
class Draft:
    """The report as it would be printed now, without signature, and the steps that led to it."""

    report: ReportData
    deeds: list[Deed]


def draft_of(submission: Submission, *, at: dt.datetime, signer: Official | None = None) -> Draft:
    """What will be signed: by this `signer`, or by whoever holds the post that signs `at` this moment.

    Frozen figures where the file was verified, else the figures as they stand. Six queries at most.
    """
    submission = _whole(submission)
    definition = definition_of(submission.run.publication)
    deeds = paper_trail.deeds_of(submission.run)
    signer = signer or _expected_signer(submission, definition, at)
    return Draft(_report(submission, definition, deeds, signer), deeds)


def prepare(submission: Submission, by: User, at: dt.datetime, *, site: str = "") -> SignedDocument:
    """The paper signed by this person at this moment: rendered, its bytes on the disk, its row not yet saved.

    To be called outside a transaction; `act()` then saves the row or refuses, and bytes without a row do no harm.
    `site` is where the public page is found ("https://kinerja.contoh.go.id"). NoPdfEngine, NotYourStep.
    """
    submission = _whole(submission)
    definition = definition_of(submission.run.publication)
    day = at.astimezone(submission.office.tz).date()
    performer = performer_for(by, submission.run.publication.version_id, day)
    deeds = paper_trail.deeds_of(submission.run)
    signer = _signer(submission, definition, performer)
    draft = _report(submission, definition, deeds, signer)
    frozen = _frozen(submission, deeds, Act(paper_trail.WORDS["sign"], signer, at), site)
    return _document(submission, replace(draft, date=day, frozen=frozen), frozen)


def filename(submission: Submission) -> str:
    """What a downloaded report is called; a draft says so."""
    name = f"{TITLE} {submission.period.short} – {submission.run.office.name}.pdf".replace("/", "-")
    return name if submission.status in SIGNED else f"RANCANGAN {name}"


def _whole(submission: Submission) -> Submission:
    rows = Submission.objects.select_related(
        "office", "period", "replaces", "run__publication", "run__office"
    )
    return rows.defer("run__publication__text").get(pk=submission.pk)


def _report(
    submission: Submission, definition: Definition, deeds: list[Deed], signer: Official
) -> ReportData:
    office, before = submission.office, _before(submission)
    basis = paper_rows.Basis(_content(submission), before)
    groups = paper_rows.groups_of(basis)
    return ReportData(
        stationery=stationery(office),
        title=TITLE,
        office=office.name,
        period=full_name(submission.period),
        sop=f"SOP {definition.title} Nomor {definition.number}".removesuffix(" Nomor "),
        groups=groups,
        summary=paper_rows.summary_of(groups, basis.bands),
        place=office.city,
        signer=signer,
        narrative=basis.content["narrative"],
        previous_period=called(period_before(submission.period), submission.period) if before else "",
        parafs=paper_trail.parafs_of(definition, paper_trail.checked(deeds)),
        revision=submission.revision,
        replaces=submission.replaces.code if submission.replaces else "",
        reason=submission.reason,
    )


def stationery(office: Office) -> Stationery:
    """The kop, paper and zone of an office, for any paper."""
    return Stationery(tuple(office.letterhead.splitlines()), office.address, None, office.paper, office.zone)


def _content(submission: Submission) -> dict[str, Any]:
    if submission.snapshot:
        frozen: dict[str, Any] = json.loads(submission.snapshot)
        return frozen
    rows = Figure.objects.filter(submission=submission).select_related("unit", "entered_by")
    return snapshots.content(submission, *snapshots.in_order(rows))


def _before(submission: Submission) -> dict[str, Any] | None:
    """The frozen content of the report signed for the period before, in its latest revision."""
    period = period_before(submission.period)
    earlier = Submission.objects.filter(
        obligation=submission.obligation_id, status__in=SIGNED,
        period__kind=period.kind, period__year=period.year, period__number=period.number,
    )  # fmt: skip
    text = earlier.order_by("-revision").values_list("snapshot", flat=True).first()
    return json.loads(text) if text else None


def _sign_steps(definition: Definition) -> list[StepDef]:
    return [
        step
        for place, step in sorted(definition.steps.items())
        if any("sign" in move.effects for move in definition.moves(place))
    ]


def _expected_signer(submission: Submission, definition: Definition, at: dt.datetime) -> Official:
    """Whoever would sign today, the Plh. before the absent holder; the printed column where nobody holds the post."""
    day = at.astimezone(submission.office.tz).date()
    step = _sign_steps(definition)[0]
    found = holders_today(submission.run.publication.version_id, day).of(step)
    if not found:
        return Official(holders(definition, step), "")
    likely = min(found, key=lambda holder: holder.definitive)
    return Official(likely.capacity, likely.name, likely.nip, likely.rank)


def _signer(submission: Submission, definition: Definition, performer: Performer) -> Official:
    """The person in the capacity by which the step of signing is his: the open one, if there is one.

    A step that was closed a moment ago serves too: whether that was a repeat or somebody else, `act()` tells.
    """
    steps = {step.position: step for step in _sign_steps(definition)}
    places = [(place["step"], place["unit"]) for place in submission.run.places()]
    for place, unit in (*places, *((place, None) for place in steps)):
        if place in steps and (duty := performer.duty_for(steps[place], unit)):
            return Official(duty.capacity, performer.name, performer.nip, performer.rank)
    step = next(iter(steps.values()))
    raise NotYourStep(step.number or str(step.position), holders(definition, step))


def _frozen(submission: Submission, deeds: list[Deed], signature: Act, site: str) -> Frozen:
    code = allot_code()
    return Frozen(
        code=code,
        address=f"{site}{reverse('signing:verdict', args=[code])}".rstrip("/"),
        at=signature.at,
        snapshot=submission.snapshot,
        data_hash=submission.data_hash,
        ledger_head=submission.run.head,
        acts=(*paper_trail.acts_of(paper_trail.checked(deeds)), signature),
        history=paper_trail.passages_of(deeds),
    )


def _document(submission: Submission, report: ReportData, frozen: Frozen) -> SignedDocument:
    document = SignedDocument(
        office_id=submission.office_id,
        code=frozen.code,
        title=TITLE if submission.revision == 1 else f"{TITLE}, revisi {submission.revision}",
        period=report.period,
        data_hash=submission.data_hash,
        signed_at=frozen.at,
        signers=paper_trail.signers_of(frozen.acts),
        facts=paper_rows.facts_of(report.groups, report.summary),
    )
    return put_by(render_report(report), document)
