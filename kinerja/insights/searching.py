"""Quick search over everything a person may see: files by title, period, SOP and indicator, besides SOPs and indicators."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from kinerja.common.keyset import Page, page
from kinerja.indicators.models import Indicator
from kinerja.periods.models import ROMAN, PeriodKind
from kinerja.submissions.figures import Figure
from kinerja.submissions.listing.presence import Presence
from kinerja.submissions.listing.table import NEWEST_FIRST, FileRow, files_of, rows_of
from kinerja.submissions.models import Submission
from sop.procedures.models import Publication, Sop

SHORTEST, LONGEST, WORDS = 3, 100, 6
FEW, SIZE = 6, 20
QUARTER = re.compile(r"\b(?:tw|triwulan)\s*-?\s*(iv|iii|ii|i|[1-4])\b", re.IGNORECASE)


@dataclass(frozen=True)
class Hit:
    """A page that was found: its name, where it belongs, its address."""

    name: str
    where: str
    url: str


@dataclass(frozen=True)
class Found:
    """What a search brought. `short`: fewer letters than SHORTEST were typed, and nothing was looked for."""

    words: str
    short: bool
    files: Sequence[FileRow] = ()
    sops: Sequence[Hit] = ()
    indicators: Sequence[Hit] = ()
    previous: str = ""
    following: str = ""

    @property
    def nothing(self) -> bool:
        return bool(self.words) and not (self.short or self.files or self.sops or self.indicators)


def found_by(presence: Presence, text: str, cursor: str = "") -> Found:
    """A page of files and the first SOPs and indicators. At most eight queries, none below SHORTEST letters."""
    words = " ".join(text.split())[:LONGEST]
    if len(words) < SHORTEST:
        return Found(words, short=bool(words))
    here: Page[Submission] = page(_files(presence, words), NEWEST_FIRST, cursor, size=SIZE)
    return Found(
        words,
        short=False,
        files=rows_of(here.rows, presence.at),
        sops=_sops(presence, words),
        indicators=_indicators(presence, words),
        previous=here.previous,
        following=here.following,
    )


def _files(presence: Presence, words: str) -> QuerySet[Submission]:
    """Every word must stand in the title, the SOP, an indicator or a number of the file, or among the words of its archive.

    "TW 3" and a year name its period.
    """
    rows = files_of(presence.offices)
    quarter = QUARTER.search(words)
    if quarter:
        number = quarter[1].upper()
        place = ROMAN.index(number) + 1 if number in ROMAN else int(number)
        rows = rows.filter(period__kind=PeriodKind.QUARTER, period__number=place)
        words = QUARTER.sub(" ", words)
    for word in words.split()[:WORDS]:
        figures = Figure.objects.filter(submission=OuterRef("pk"), indicator__name__icontains=word)
        numbered = Submission.objects.filter(numbers__text__icontains=word).values("pk")
        named = Q(run__title__icontains=word) | Q(obligation__sop__name__icontains=word) | Q(Exists(figures))
        named |= Q(filing__search__contains=word.lower()) | Q(pk__in=numbered)
        rows = rows.filter(named | Q(period__year=int(word)) if _year(word) else named)
    return rows.annotate(of_year=F("period__year"))


def _year(word: str) -> bool:
    return word.isdecimal() and len(word) == len("2026")


def _sops(presence: Presence, words: str) -> list[Hit]:
    """SOPs with a published sheet. One query."""
    newest = Publication.objects.filter(version__sop=OuterRef("pk")).order_by("-version__version")
    rows = Sop.objects.filter(office__in=presence.offices).annotate(sheet=newest.values("version")[:1])
    for word in words.split()[:WORDS]:
        rows = rows.filter(name__icontains=word)
    found = (
        rows.filter(sheet__isnull=False).order_by("name", "pk").values_list("name", "office__name", "sheet")
    )
    return [
        Hit(name, office, reverse("procedures:sheet", args=[sheet])) for name, office, sheet in found[:FEW]
    ]


def _indicators(presence: Presence, words: str) -> list[Hit]:
    """Indicators of the offices, which stand in the tree of their office. One query."""
    rows = Indicator.objects.filter(office__in=presence.offices, active=True)
    for word in words.split()[:WORDS]:
        rows = rows.filter(name__icontains=word)
    found = rows.order_by("name", "pk").values_list("name", "office__name", "objective__name", "office__code")
    return [
        Hit(
            name,
            f"{objective} · {office}" if presence.many else objective,
            reverse("indicators:tree", args=[code]),
        )
        for name, office, objective, code in found[:FEW]
    ]
