"""Who writes the evaluation of an SOP: holders of a keeper post or a planning post of its office."""

from dataclasses import dataclass

from kinerja.compliance.errors import NotEvaluator
from kinerja.indicators.agreements import PlanningPost
from kinerja.submissions.listing.presence import Presence
from sop.offices.models import KeeperPost, Office, User


@dataclass(frozen=True)
class Evaluator:
    """A person who may write it; `called` is the person with his post, as a record keeps it."""

    user: User
    called: str


def evaluator_at(presence: Presence, office: Office) -> Evaluator | None:
    """None for everybody else of the office, who reads. At most two queries."""
    posts = [post for post in presence.posts if post.position.office_id == office.pk]
    held = [post.position_id for post in posts]
    writes = presence.user.is_superuser or (
        KeeperPost.objects.filter(position__in=held).exists()
        or PlanningPost.objects.filter(position__in=held).exists()
    )
    called = f"{presence.user.name}, {posts[0].capacity}" if posts else presence.user.name
    return Evaluator(presence.user, called) if writes else None


def require_evaluator(presence: Presence, office: Office) -> Evaluator:
    """The same for an act; NotEvaluator (403)."""
    found = evaluator_at(presence, office)
    if found is None:
        raise NotEvaluator
    return found
