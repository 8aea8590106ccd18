"""Pages of long lists by the key of their last row: no offset, no count, no row twice or left out when rows are added."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

SIZE = 50
PARAMETER = "hal"

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows of one page, and the cursors of its neighbours ("" where there is none)."""

    rows: list[Row]
    previous: str
    following: str


def page(rows: QuerySet[Row], order: Sequence[str], cursor: str = "", *, size: int = SIZE) -> Page[Row]:
    """Read the page that begins at the cursor; a cursor that cannot be read begins at the first row.

    `order`: names of never-empty columns or annotations, "-" for falling, the last one unique. A row keeps its place
    while others come and go.
    """
    backwards, key = _read(cursor, len(order))
    ordering = [_turned(name) for name in order] if backwards else list(order)
    if key:
        rows = rows.filter(_beyond(ordering, key))
    found = list(rows.order_by(*ordering)[: size + 1])
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    before, after = (more, True) if backwards else (bool(key), more)
    return Page(
        found,
        _write("b", order, found[0]) if found and before else "",
        _write("a", order, found[-1]) if found and after else "",
    )


def address(query: QueryDict, cursor: str) -> str:
    """The same list at another page ("?tab=selesai&hal=…"); "" without a cursor."""
    if not cursor:
        return ""
    query = query.copy()
    query[PARAMETER] = cursor
    return f"?{query.urlencode()}"


def _beyond(ordering: Sequence[str], key: Sequence[dt.datetime | int]) -> Q:
    """After the key: greater in the first column, or equal there and after it in the rest."""
    name, value = ordering[0].removeprefix("-"), key[0]
    beyond = Q(**{f"{name}__{'lt' if ordering[0].startswith('-') else 'gt'}": value})
    if len(key) == 1:
        return beyond
    return beyond | (Q(**{name: value}) & _beyond(ordering[1:], key[1:]))


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _write(side: str, order: Sequence[str], row: Model) -> str:
    values = [getattr(row, name.removeprefix("-")) for name in order]
    return "~".join([side, *(_plain(value) for value in values)])


def _plain(value: dt.datetime | int) -> str:
    return value.isoformat() if isinstance(value, dt.datetime) else str(value)


def _read(cursor: str, columns: int) -> tuple[bool, list[dt.datetime | int]]:
    side, *parts = cursor.split("~")
    try:
        key = [_value(part) for part in parts]
    except (ValueError, OverflowError):
        return False, []
    return (side == "b", key) if len(key) == columns else (False, [])


def _value(part: str) -> dt.datetime | int:
    """A whole number or a moment; anything else was not written by us."""
    if part.isdecimal():
        return int(part)
    moment = dt.datetime.fromisoformat(part)
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return moment.astimezone(dt.UTC)
