"""What is done to a sheet: published, taken up again as a new version, or thrown away while it is a draft."""

import datetime as dt
import logging

from django.db import transaction

from sop.errors import RuleError
from sop.offices.models import User
from sop.procedures.canonical import canonical_data, canonical_text, sha256_of
from sop.procedures.checks import check
from sop.procedures.copying import copy_rows
from sop.procedures.findings import Finding
from sop.procedures.models import Publication, SopVersion
from sop.procedures.steps import QualityStandard, Step

logger = logging.getLogger(__name__)


class NotPublishable(RuleError):
    """The sheet has errors; `findings` says which."""

    code = "not_publishable"
    http_status = 422

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        first = f" {findings[0]}" if findings else ""
        super().__init__(f"Naskah belum dapat diterbitkan: {len(findings)} hal perlu diperbaiki.{first}")
        self.findings = findings


class DraftExists(RuleError):
    code = "draft_exists"
    http_status = 409

    def __init__(self, draft: SopVersion) -> None:
        super().__init__(f"Versi {draft.version} masih berupa rancangan. Lanjutkan pada rancangan itu.")
        self.draft = draft


class Published(RuleError):
    code = "published"
    http_status = 409

    def __init__(self) -> None:
        super().__init__("Naskah SOP yang sudah terbit tidak dapat diubah. Buat versi baru.")


@transaction.atomic
def publish(version: SopVersion, *, by: User | None, at: dt.datetime) -> Publication:
    """Freeze a version: from here on the database refuses to change it, and runs may start on it.

    A sheet that lacks something to run is published for reading, with the lacks named. A version that is published
    already gives its publication; errors raise NotPublishable.
    """
    version = SopVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if existing := Publication.objects.filter(version=version).first():
        return existing
    report = check(version)
    if not report.publishable:
        raise NotPublishable(report.errors)
    text = canonical_text(canonical_data(version))
    return Publication.objects.create(
        version=version,
        published_at=at,
        published_by=by,
        text=text,
        sha256=sha256_of(text),
        step_ids={str(place): pk for place, pk in version.steps.values_list("position", "pk")},
        runnable=report.runnable,
        lacks=[str(finding) for finding in report.lacks],
    )


@transaction.atomic
def new_version(version: SopVersion, *, by: User | None) -> SopVersion:
    """A draft with everything of this version, numbered after the latest; refused while another draft is open."""
    versions = SopVersion.objects.select_for_update(of=("self",)).filter(sop=version.sop_id)
    latest = versions.order_by("-version").first() or version
    if unfinished := versions.filter(publication=None).order_by("version").first():
        raise DraftExists(unfinished)
    draft = copy_rows(version, number=latest.version + 1)
    logger.info("version %s of SOP %s drafted by user %s", draft.version, draft.sop_id, by.pk if by else "-")
    return draft


@transaction.atomic
def discard(version: SopVersion) -> None:
    """Throw a draft away with all its rows; a published version stays for ever."""
    refuse_published(version)
    for step in version.steps.all():
        _remove(step)
    for actor in version.actors.all():
        actor.bindings.all().delete()
        actor.delete()
    version.items.all().delete()
    version.remarks.all().delete()
    version.delete()


@transaction.atomic
def remove_step(step: Step) -> None:
    """Take a row out of a draft, with its arrows both ways."""
    refuse_published(step.version)
    _remove(step)


def _remove(step: Step) -> None:
    step.flows_out.all().delete()
    step.flows_in.all().delete()
    step.step_actors.all().delete()
    QualityStandard.objects.filter(step=step).delete()
    step.delete()


def refuse_published(version: SopVersion) -> None:
    """Raise Published where the sheet may not change any more."""
    if Publication.objects.filter(version=version).exists():
        raise Published
