"""A draft under somebody's hands: locked while it is changed, and refused where it is not what was on the screen."""

import datetime as dt
import logging
from typing import Any

from django.db import transaction

from sop.errors import RuleError
from sop.offices.models import User
from sop.procedures.actions import publish, refuse_published
from sop.procedures.canonical import STEP, canonical_data, canonical_text, sha256_of
from sop.procedures.models import ActorBinding, Publication, SopVersion
from sop.procedures.steps import QualityStandard, Step

logger = logging.getLogger(__name__)

SHORT = 16
# where a row stands is changed by moving it, not by writing in it
WRITTEN = tuple(name for name in STEP if name not in {"position", "table"})


class StaleDraft(RuleError):
    """Somebody else was here since the page was opened."""

    code = "stale_draft"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            "Rancangan ini sudah diubah sejak halaman Anda dibuka. Lihat isinya yang terbaru, lalu ulangi."
        )


class StepGone(RuleError):
    """The row was taken out meanwhile."""

    code = "step_gone"
    http_status = 409

    def __init__(self) -> None:
        super().__init__("Langkah ini sudah dihapus dari rancangan. Buka rancangannya untuk melihat isinya.")


def locked(version: SopVersion, *, by: User) -> SopVersion:
    """The draft, held until the transaction ends; a published version is refused."""
    draft = SopVersion.objects.select_for_update(of=("self",)).filter(pk=version.pk).first()
    if draft is None:
        raise StaleDraft
    refuse_published(draft)
    logger.info("draft %s of SOP %s taken in hand by user %s", draft.version, draft.sop_id, by.pk)
    return draft


def compare(seen: str, now: str) -> None:
    """Refuse an act on something that is no longer what the person saw."""
    if seen != now:
        raise StaleDraft


def short(data: dict[str, Any]) -> str:
    """A short name of some content; other content has another one."""
    return sha256_of(canonical_text(data))[:SHORT]


def draft_token(version: SopVersion) -> str:
    """A short name of everything on the sheet as it stands in the tables."""
    return short(canonical_data(version))


def step_token(step: Step) -> str:
    """A short name of what one row says; another place in the table leaves it as it is."""
    return short(step_data(step))


def identity_token(version: SopVersion) -> str:
    """A short name of the identity page."""
    data = canonical_data(version)
    return short({name: data[name] for name in ("title", "number", "rhythm", "header", "items")})


def columns_token(version: SopVersion) -> str:
    """A short name of the columns with the posts bound to them."""
    posts = ActorBinding.objects.filter(actor__version=version).order_by("actor", "position")
    return short(
        {
            "columns": list(version.actors.order_by("order").values_list("pk", "order", "label", "is_group")),
            "posts": list(posts.values_list("actor", "position")),
        }
    )


def step_data(step: Step) -> dict[str, Any]:
    """What one row says, its arrows by the rows they lead to."""
    standard = QualityStandard.objects.filter(step=step).first() or QualityStandard()
    flows = step.flows_out.order_by("order")
    return {
        **{name: getattr(step, name) for name in WRITTEN},
        "requirements": standard.requirements,
        "time": standard.time,
        "output": standard.output,
        "roles": list(step.step_actors.order_by("actor").values_list("actor", "role", "source")),
        "arrows": list(flows.values("target", "label", "effects", "is_return", "drawn")),
    }


@transaction.atomic
def publish_draft(version: SopVersion, *, seen: str, by: User, at: dt.datetime) -> Publication:
    """Publish what the person saw, not what somebody made of it meanwhile."""
    draft = locked(version, by=by)
    compare(seen, draft_token(draft))
    return publish(draft, by=by, at=at)
