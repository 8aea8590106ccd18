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
from kinerja.signing.models import Kind, SignedDocument
from kinerja.signing.providers.choice import setup_of
from kinerja.signing.setups import ProviderName
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.papers import rows as paper_rows
from kinerja.submissions.papers import snapshots
from kinerja.submissions.papers import trail as paper_trail
from kinerja.submissions.papers.trail import Deed
from kinerja.submissions.queries import holders_today
from kinerja.submissions.rows.sheet import called
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
    submission = whole(submission)
    definition = definition_of(submission.run.publication)
    deeds = paper_trail.deeds_of(submission.run)
    signer = signer or _expected_signer(submission, definition, at)
    return Draft(report_of(submission, definition, deeds, signer), deeds)


def prepare(submission: Submission, by: User, at: dt.datetime, *, site: str = "") -> SignedDocument:
    """The paper signed by this person at this moment: rendered, its bytes on the disk, its row not yet saved.

    To be called outside a transaction; `act()` then saves the row or refuses, and bytes without a row do no harm.
    `site` is where the public page is found ("https://kinerja.contoh.go.id"). NoPdfEngine, NotYourStep.
    """
    submission = whole(submission)
    definition = definition_of(submission.run.publication)
    day = at.astimezone(submission.office.tz).date()
    performer = performer_for(by, submission.run.publication.version_id, day)
    deeds = paper_trail.deeds_of(submission.run)
    signer = signer_of(submission, definition, performer)
    draft = report_of(submission, definition, deeds, signer)
    acts = (*paper_trail.acts_of(paper_trail.checked(deeds)), Act(paper_trail.WORDS["sign"], signer, at))
    kind = Kind.RECORD if setup_of(submission.office_id).head == ProviderName.RECORD else Kind.SYSTEM
    report = replace(draft, date=day, frozen=frozen_at(at, submission, deeds, acts, site), seal=kind)
    document = document_of(submission, report, acts, at)
    document.kind = kind
    return put_by(render_report(report), document)


def filename(submission: Submission) -> str:
    """What a downloaded report is called; a draft says so."""
    name = f"{TITLE} {submission.period.short} – {submission.run.office.name}.pdf".replace("/", "-")
    return name if submission.status in SIGNED else f"RANCANGAN {name}"


def whole(submission: Submission) -> Submission:
    """The file as it stands in the database, with all that its paper tells."""
    rows = Submission.objects.select_related(
        "office", "period", "replaces", "manuscript", "run__publication", "run__office"
    )
    return rows.defer("run__publication__text").get(pk=submission.pk)


def report_of(
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


def sign_steps(definition: Definition) -> list[StepDef]:
    """The steps at which the head may sign, in their order."""
    return [
        step
        for place, step in sorted(definition.steps.items())
        if any("sign" in move.effects for move in definition.moves(place))
    ]


def _expected_signer(submission: Submission, definition: Definition, at: dt.datetime) -> Official:
    """Whoever would sign today, the Plh. before the absent holder; the printed column where nobody holds the post."""
    day = at.astimezone(submission.office.tz).date()
    step = sign_steps(definition)[0]
    found = holders_today(submission.run.publication.version_id, day).of(step)
    if not found:
        return Official(holders(definition, step), "")
    likely = min(found, key=lambda holder: holder.definitive)
    return Official(likely.capacity, likely.name, likely.nip, likely.rank)


def signer_of(submission: Submission, definition: Definition, performer: Performer) -> Official:
    """The person in the capacity by which the step of signing is his: the open one, if there is one.

    A step that was closed a moment ago serves too: whether that was a repeat or somebody else, `act()` tells.
    """
    steps = {step.position: step for step in sign_steps(definition)}
    places = [(place["step"], place["unit"]) for place in submission.run.places()]
    for place, unit in (*places, *((place, None) for place in steps)):
        if place in steps and (duty := performer.duty_for(steps[place], unit)):
            return Official(duty.capacity, performer.name, performer.nip, performer.rank)
    step = next(iter(steps.values()))
    raise NotYourStep(step.number or str(step.position), holders(definition, step))


def frozen_at(
    at: dt.datetime, submission: Submission, deeds: list[Deed], acts: tuple[Act, ...], site: str
) -> Frozen:
    """What a paper carries that will not be rendered again, under a new code."""
    code = allot_code()
    return Frozen(
        code=code,
        address=f"{site}{reverse('signing:verdict', args=[code])}".rstrip("/"),
        at=at,
        snapshot=submission.snapshot,
        data_hash=submission.data_hash,
        ledger_head=submission.run.head,
        acts=acts,
        history=paper_trail.passages_of(deeds),
    )


def document_of(
    submission: Submission, report: ReportData, acts: tuple[Act, ...], at: dt.datetime
) -> SignedDocument:
    """The row of a signed paper, without its bytes and not saved."""
    return SignedDocument(
        office_id=submission.office_id,
        code=report.frozen.code if report.frozen else "",
        title=TITLE if submission.revision == 1 else f"{TITLE}, revisi {submission.revision}",
        period=report.period,
        data_hash=submission.data_hash,
        signed_at=at,
        signers=paper_trail.signers_of(acts),
        facts=paper_rows.facts_of(report.groups, report.summary),
    )
