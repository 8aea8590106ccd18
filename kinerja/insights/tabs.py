"""The tabs and chips of the inbox."""

from collections.abc import Mapping
from dataclasses import dataclass

from kinerja.insights.inbox import LATE, SLUGS, Sorted
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


def tabs(current: str, waiting: int) -> list[Tab]:
    """Only the first tab is counted: the others grow for ever."""
    return [
        Tab(text, f"?tab={slug}" if slug else "?", None if slug else waiting, slug == current)
        for slug, text in TABS.items()
    ]


def kind_chips(inbox: Sorted, wanted: str) -> list[Chip]:
    """All kinds in their order, and what is late."""
    kinds = [Chip(kind, f"?jenis={slug}", inbox.counts[kind], wanted == slug) for slug, kind in SLUGS.items()]
    every = Chip("Semua", "?", inbox.total, wanted not in {*SLUGS, LATE})
    return [every, *kinds, Chip("Terlambat", f"?jenis={LATE}", inbox.late, wanted == LATE)]
