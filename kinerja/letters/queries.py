"""Reading papers and the register; each function is a fixed number of queries."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from kinerja.common.keyset import Page, page
from kinerja.letters.kinds import NumberKind
from kinerja.letters.models import Letter, NumberScheme, RegisterEntry, State, Use
from kinerja.letters.numbering import standard_scheme
from kinerja.submissions.models import Submission
from sop.offices.models import Office

NEWEST_FIRST = ("-id",)
WORDS = 6
MOST_ROWS = 20_000  # of one download


@dataclass(frozen=True)
class Asked:
    """What the address of the register asks for; a value that names nothing counts as not asked."""

    words: str = ""
    kind: str = ""
    year: int | None = None
    use: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Asked":
        year, kind, use = query.get("tahun", ""), query.get("jenis", ""), query.get("keadaan", "")
        return cls(
            words=query.get("q", "").replace("\0", "").strip()[:200],
            kind=kind if kind in NumberKind.values else "",
            year=int(year) if year.isdecimal() and len(year) == len("2026") else None,
            use=use if use in Use.values else "",
        )

    @property
    def any(self) -> bool:
        return bool(self.words or self.kind or self.year or self.use)


def letters_of(submission: Submission) -> list[Letter]:
    """The papers of a file, oldest first. One query."""
    rows = Letter.objects.filter(submission=submission).prefetch_related(None).order_by("pk")
    found = list(rows.select_related("changed_by"))
    return [letter for letter in found if letter.number or letter.state != State.CANCELLED]


def words_of(submission: Submission) -> list[str]:
    """By what the papers of a file are looked for: numbers, subjects, addressees; a cancelled number too. One query."""
    numbers = RegisterEntry.objects.filter(submission=submission).order_by()
    papers = Letter.objects.filter(submission=submission, state=State.ISSUED).order_by()
    told = numbers.values_list("text", "subject", "addressee").union(
        papers.values_list(Value(""), Cast("content", TextField()), "kind"), all=True
    )
    return list(dict.fromkeys(word for row in told for word in _read(*row)))


def _read(number: str, subject: str, to: str) -> tuple[str, ...]:
    """A row of the register as it stands; a paper comes without a number, as its content and its kind."""
    if number:
        return number, subject, to
    paper = Letter(kind=to, content=json.loads(subject))
    return (f"{paper.get_kind_display()} {paper.subject}",)


def superseded(letters: list[Letter]) -> set[int]:
    """Those in whose place a correction has come, also where that was cancelled since: so was their number."""
    return {letter.replaces_id for letter in letters if letter.replaces_id and letter.sha256}


def register_rows(office: Office, asked: Asked) -> QuerySet[RegisterEntry]:
    """The numbers of the office that are asked for."""
    rows = RegisterEntry.objects.filter(office=office).select_related("letter", "submission__run")
    rows = rows.defer(
        "submission__snapshot", "submission__narrative", "submission__run__marking", "letter__content"
    )
    for word in asked.words.split()[:WORDS]:
        rows = rows.filter(
            Q(text__icontains=word) | Q(subject__icontains=word) | Q(addressee__icontains=word)
            | Q(submission__run__title__icontains=word)
        )  # fmt: skip
    wanted = {"kind": asked.kind, "year": asked.year, "use": asked.use}
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def register_page(office: Office, asked: Asked, cursor: str) -> Page[RegisterEntry]:
    """A page of the register, the number given last first. One query."""
    return page(register_rows(office, asked), NEWEST_FIRST, cursor)


def years_of(office: Office) -> list[int]:
    """Years in which numbers were given, the latest first. One query."""
    years = RegisterEntry.objects.filter(office=office).order_by().values_list("year", flat=True).distinct()
    return sorted(years, reverse=True)


def schemes_of(office: Office) -> list[NumberScheme]:
    """How the office numbers each kind; the standard where it has set nothing. One query."""
    found = {scheme.kind: scheme for scheme in NumberScheme.objects.filter(office=office)}
    return [found.get(kind) or standard_scheme(office.pk, kind) for kind in NumberKind.values]
