"""What a person is to his office, from the posts he holds today: it decides what the home page shows first."""

import datetime as dt
from dataclasses import dataclass

from kinerja.submissions.listing.presence import Presence
from kinerja.submissions.wording import ARCHIVE, CHECK, FILL, INITIAL, SIGNATURE, kind_of_task
from sop.offices.models import KeeperPost
from sop.procedures.models import Publication
from sop.procedures.queries import definition_of
from sop.runs.performers import performers_for

HEAD, CHECKER, FILLER, ARCHIVIST, MEMBER, OVERSEER = (
    "pimpinan", "pemeriksa", "pengisi", "arsiparis", "pegawai", "pengawas",
)  # fmt: skip
# The first that fits: who signs is the head, even where he also checks.
BY_KIND = ((SIGNATURE, HEAD), (INITIAL, CHECKER), (CHECK, CHECKER), (FILL, FILLER), (ARCHIVE, ARCHIVIST))


@dataclass(frozen=True)
class Role:
    """The role, and whether the person keeps the settings of his office besides."""

    name: str
    keeps: bool = False


def role_of(presence: Presence) -> Role:
    """By the steps his posts may do in the SOPs in force. Three queries, none without a post."""
    if not presence.posts:
        return Role(OVERSEER if presence.user.is_superuser else MEMBER)
    sheets = list(_sheets(presence, presence.day))
    performers = performers_for(presence.user, {sheet.version_id for sheet in sheets}, presence.day)
    kinds = {
        kind_of_task(step, definition)
        for sheet in sheets
        for definition in [definition_of(sheet)]
        for step in definition.steps.values()
        if any(duty.actor in step.actors for duty in performers[sheet.version_id].duties)
    }
    keeps = KeeperPost.objects.filter(position__in=[post.position_id for post in presence.posts]).exists()
    return Role(next((role for kind, role in BY_KIND if kind in kinds), MEMBER), keeps)


def _sheets(presence: Presence, day: dt.date) -> list[Publication]:
    """The newest sheet in force of each SOP of these offices."""
    offices = {post.position.office_id for post in presence.posts}
    rows = (
        Publication.objects.filter(
            version__sop__office__in=offices, version__sop__withdrawn_on=None, runnable=True
        )
        .select_related("version")
        .only("sha256", "version__sop", "version__version", "version__effective_on")
        .order_by("version__version")
    )
    newest = {
        row.version.sop_id: row
        for row in rows
        if row.version.effective_on is None or row.version.effective_on <= day
    }
    return list(newest.values())
