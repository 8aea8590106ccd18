"""The tabs and chips of the inbox."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from kinerja.insights.waiting import LATE, SLUGS, Sorted
from kinerja.submissions.listing.presence import Presence
from kinerja.submissions.listing.table import Chip

TODO, PASSED, ENDED = "", "diteruskan", "selesai"
TABS = {TODO: "Perlu tindakan", PASSED: "Diteruskan", ENDED: "Selesai"}


@dataclass(frozen=True)
class Tab:
    text: str
    url: str
    count: int | None
    current: bool


def tab_of(query: Mapping[str, str]) -> str:
    """The tab asked for; the first where the address names none."""
    asked = query.get("tab", TODO)
    return asked if asked in TABS else TODO


def tabs(current: str, waiting: int, office: str = "") -> list[Tab]:
    """Only the first tab is counted: the others grow for ever."""
    return [
        Tab(text, _address(tab=slug, kantor=office), None if slug else waiting, slug == current)
        for slug, text in TABS.items()
    ]


def kind_chips(inbox: Sorted, wanted: str, office: str = "") -> list[Chip]:
    """All kinds in their order, and what is late; the office asked for stays."""
    numbers = {
        "": ("Semua", inbox.total),
        **{slug: (kind, inbox.counts[kind]) for slug, kind in SLUGS.items()},
        LATE: ("Terlambat", inbox.late),
    }
    asked = wanted if wanted in numbers else ""
    return [
        Chip(text, _address(jenis=slug, kantor=office), count, slug == asked)
        for slug, (text, count) in numbers.items()
    ]


def office_chips(presence: Presence, office: str, wanted: str) -> list[Chip]:
    """The offices of a person who serves in several; nothing for the others."""
    if not presence.many or not presence.posts:
        return []
    names = {"": "Semua perangkat daerah", **{one.code: one.name for one in presence.offices}}
    return [
        Chip(name, _address(jenis=wanted, kantor=code), None, code == office) for code, name in names.items()
    ]


def _address(**asked: str) -> str:
    return f"?{urlencode({name: value for name, value in asked.items() if value})}"
