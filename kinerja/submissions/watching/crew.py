"""Who stands for the steps of a batch today, and who stands above them. A constant number of queries for any batch."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sop.offices.models import Appointment, KeeperPost, Office, Position
from sop.procedures.definition import StepDef
from sop.procedures.models import ActorBinding
from sop.runs.models import StepRunAssignment

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Post:
    """A post with those who hold it today (pk of users)."""

    pk: int
    office: int
    unit: int | None
    superior: int | None
    held_by: tuple[int, ...]


@dataclass(frozen=True)
class Crew:
    """Posts by pk, those bound to each column of a version, and those that keep the settings of an office."""

    posts: Mapping[int, Post]
    bound: Mapping[tuple[int, int], tuple[int, ...]]  # (version, place of the column) → posts
    keepers: Mapping[int, tuple[int, ...]]  # office → posts
    given: Mapping[int, int]  # step run → the one it was assigned to

    def posts_for(self, version: int, step: StepDef, unit: int | None) -> list[Post]:
        """The posts that do the step for the unit, held or not."""
        pks = dict.fromkeys(pk for actor in step.actors for pk in self.bound.get((version, actor), ()))
        return [post for pk in pks if unit in {None, (post := self.posts[pk]).unit}]

    def holders(self, version: int, step: StepDef, unit: int | None) -> set[int]:
        """Who may do the step for the unit today."""
        return {user for post in self.posts_for(version, step, unit) for user in post.held_by}

    def performers(
        self, step_run: int, version: int, step: StepDef, unit: int | None, office: int
    ) -> set[int]:
        """Whose step it is today: of the one it was assigned to as long as he serves in the office, else of the column."""
        if step_run not in self.given:
            return self.holders(version, step, unit)
        serving = {user for post in self.posts.values() if post.office == office for user in post.held_by}
        return {self.given[step_run]} & serving

    def keepers_of(self, office: int) -> set[int]:
        return {user for pk in self.keepers.get(office, ()) for user in self.posts[pk].held_by}

    def above(self, version: int, step: StepDef, unit: int | None, office: int) -> set[int]:
        """The nearest superiors of those posts who are somebody else; where there are none, the head of the office."""
        posts = self.posts_for(version, step, unit)
        below = {user for post in posts for user in post.held_by}
        found = {user for post in posts for user in self._superiors(post, below)}
        return found or (self._heads(office) - below)

    def _superiors(self, post: Post, below: set[int]) -> set[int]:
        seen = {post.pk}
        while post.superior is not None and post.superior in self.posts and post.superior not in seen:
            post = self.posts[post.superior]
            seen.add(post.pk)
            if found := set(post.held_by) - below:
                return found
        return set()

    def _heads(self, office: int) -> set[int]:
        """Who holds a post of this office that has others below it and none above."""
        leading = {post.superior for post in self.posts.values() if post.office == office}
        return {
            user
            for post in self.posts.values()
            if post.office == office and post.superior is None and post.pk in leading
            for user in post.held_by
        }


def crew_of(
    offices: Iterable[Office], versions: Iterable[int], step_runs: Iterable[int], at: dt.datetime
) -> Crew:
    """The people of these offices at this moment, each by the date of his own office. Five queries."""
    days = {office.pk: at.astimezone(office.tz).date() for office in offices}
    held = _held(days, at)
    rows = Position.objects.filter(office__in=days).values_list("pk", "office", "unit", "superior")
    bound: dict[tuple[int, int], tuple[int, ...]] = defaultdict(tuple)
    pairs = ActorBinding.objects.filter(actor__version__in=set(versions)).order_by("pk")
    for version, actor, post in pairs.values_list("actor__version", "actor__order", "position"):
        bound[version, actor] += (post,)
    keepers: dict[int, tuple[int, ...]] = defaultdict(tuple)
    for office, post in KeeperPost.objects.filter(position__office__in=days).values_list(
        "position__office", "position"
    ):
        keepers[office] += (post,)
    posts = {pk: Post(pk, office, unit, above, held.get(pk, ())) for pk, office, unit, above in rows}
    given = StepRunAssignment.objects.filter(step_run__in=list(step_runs), ended_at=None)
    return Crew(posts, bound, keepers, dict(given.values_list("step_run", "user")))


def _held(days: Mapping[int, dt.date], at: dt.datetime) -> dict[int, tuple[int, ...]]:
    """Who holds each post: the date of the office decides, which may be a day before or after that of the server."""
    utc = at.astimezone(dt.UTC).date()
    near = Appointment.objects.filter(
        position__office__in=days, user__is_active=True, since__lte=utc + ONE_DAY
    )
    held: dict[int, tuple[int, ...]] = defaultdict(tuple)
    rows = near.order_by("pk").values_list("position", "position__office", "user", "since", "until")
    for post, office, user, since, until in rows:
        if since <= days[office] and (until is None or days[office] <= until):
            held[post] += (user,)
    return held
