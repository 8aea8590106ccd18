"""The columns of a draft, and the posts that stand for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from sop.errors import RuleError
from sop.offices.models import Position, User
from sop.procedures.editing.drafts import columns_token, compare, locked
from sop.procedures.models import Actor, ActorBinding, SopVersion
from sop.procedures.sheets import listed
from sop.procedures.steps import StepActor


@dataclass(frozen=True)
class Column:
    """A column as it is written: `pk` None is a new one; `posts` are pks of the same office."""

    pk: int | None
    label: str
    is_group: bool
    posts: frozenset[int]


class ColumnInUse(RuleError):
    """Marks stand in a column that is to go."""

    code = "column_in_use"
    http_status = 409

    def __init__(self, actor: Actor, steps: Sequence[str]) -> None:
        super().__init__(
            f"Kolom ‘{actor}’ masih dipakai pada langkah {listed(list(steps))}. "
            "Pindahkan dahulu pelaksana langkah itu, lalu hapus kolomnya."
        )


class ForeignPost(RuleError):
    """A post of another office, or a column of another sheet."""

    code = "foreign_post"
    http_status = 422

    def __init__(self) -> None:
        super().__init__("Pilih kolom dari naskah ini dan jabatan dari perangkat daerah pemilik SOP.")


@transaction.atomic
def rewrite_columns(version: SopVersion, columns: Sequence[Column], *, seen: str, by: User) -> None:
    """The columns from left to right; those left out go, unless a step uses them."""
    draft = locked(version, by=by)
    compare(seen, columns_token(draft))
    actors = {actor.pk: actor for actor in draft.actors.all()}
    _refuse_foreign(draft, columns, actors)
    kept = {column.pk for column in columns}
    for actor in actors.values():
        if actor.pk not in kept:
            _remove(actor)
    _clear_places(draft, len(columns))
    posts: dict[int, frozenset[int]] = {}
    for order, column in enumerate(columns, start=1):
        actor = actors[column.pk] if column.pk else Actor(version=draft)
        actor.order, actor.label, actor.is_group = order, column.label, column.is_group
        actor.save()
        posts[actor.pk] = column.posts
    _bind(posts)


def _refuse_foreign(draft: SopVersion, columns: Sequence[Column], actors: dict[int, Actor]) -> None:
    posts = set(Position.objects.filter(office=draft.sop.office_id).values_list("pk", flat=True))
    for column in columns:
        if (column.pk and column.pk not in actors) or column.posts - posts:
            raise ForeignPost


def _remove(actor: Actor) -> None:
    marks = StepActor.objects.filter(actor=actor).order_by("step__position")
    if used := [
        number or str(place) for number, place in marks.values_list("step__number", "step__position")
    ]:
        raise ColumnInUse(actor, used)
    ActorBinding.objects.filter(actor=actor).delete()
    actor.delete()


def _clear_places(draft: SopVersion, count: int) -> None:
    """No two columns may stand at one place, not even for a moment."""
    rest = list(draft.actors.order_by("order"))
    free = max([count, *(actor.order for actor in rest)]) + 1
    for offset, actor in enumerate(rest):
        Actor.objects.filter(pk=actor.pk).update(order=free + offset)


def _bind(posts: Mapping[int, frozenset[int]]) -> None:
    """Bindings that stay are left alone; `posts` by pk of the column."""
    bound = {(row.actor_id, row.position_id): row.pk for row in ActorBinding.objects.filter(actor__in=posts)}
    wanted = {(actor, position) for actor, positions in posts.items() for position in positions}
    gone = [pk for pair, pk in bound.items() if pair not in wanted]
    ActorBinding.objects.filter(pk__in=gone).delete()
    ActorBinding.objects.bulk_create(
        ActorBinding(actor_id=actor, position_id=position)
        for actor, position in sorted(wanted - bound.keys())
    )
