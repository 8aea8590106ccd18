"""A row as the page writes it: what stands in its inputs, what is said beside it, how it can be found in a list."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kinerja.submissions.errors import TooLong
from kinerja.submissions.forms.entry import (
    LABELS,
    Clash,
    Problem,
    Read,
    alternative,
    name_of,
    rendered,
    second_look,
    version_of,
)
from kinerja.submissions.rows.row import EXPLANATIONS, Row
from kinerja.submissions.verification.answering import PREFIX

ALL, EMPTY, WARNED, RETURNED = "", "belum", "peringatan", "dikembalikan"


@dataclass(frozen=True)
class Box:
    """One text input of a row. `base` is what the server holds, which differs from `text` where that could not be saved."""

    id: str
    label: str
    text: str
    problem: str = ""
    base: str = ""

    @property
    def column(self) -> str:
        """The field it belongs to: "value" of "value-12"."""
        return self.id.rpartition("-")[0]


@dataclass(frozen=True)
class State:
    """The word at the end of a row, with its icon and tint."""

    key: str
    text: str
    icon: str


@dataclass(frozen=True)
class Line:
    """A row on the page. `read` is set where the row could not be saved: then the typed texts stand in the inputs.

    `reply` is an answer that was too long to be kept, as it was typed.
    """

    row: Row
    texts: Mapping[str, str]
    version: str
    read: Read | None = None
    saved: bool = False
    doubted: bool = False
    reply: str = ""

    @property
    def value(self) -> Box:
        return self._box("value")

    @property
    def numerator(self) -> Box:
        return self._box("numerator")

    @property
    def denominator(self) -> Box:
        return self._box("denominator")

    @property
    def spent(self) -> Box:
        return self._box("spent")

    @property
    def no_data(self) -> bool:
        return bool(self.texts["no_data"])

    @property
    def no_data_problem(self) -> str:
        return self._problem("no_data")

    @property
    def reason(self) -> Box:
        return self._box("no_data_reason")

    @property
    def explanations(self) -> list[Box]:
        return [self._box(name) for name in EXPLANATIONS]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self._unread, Problem(self._reply_name, TooLong().sentence)) if self.reply else self._unread

    @property
    def clash(self) -> Clash | None:
        return self.read.clash if self.read else None

    @property
    def doubt(self) -> str:
        """The question about an open doubt: "Terbaca: 1.250 (seribu dua ratus lima puluh). Maksud Anda 1,25?"."""
        return second_look(self.row).sentence if self.doubted else ""

    @property
    def other(self) -> str:
        """What [Ganti] would put in."""
        return alternative(self.row)

    @property
    def unfolded(self) -> bool:
        """Whether the details must be open: something in them wants attention."""
        beside = {name_of(name, self.row) for name in ("value", "numerator", "denominator")}
        return any(problem.anchor not in beside for problem in self._unread)

    @property
    def state(self) -> State:
        if self.read is not None:
            return _STATES["clash" if self.clash else "refused"]
        if self.row.returned:
            return _STATES["returned"]
        if not self.row.figure.filled:
            return _STATES["empty"]
        return _STATES["warned" if self.row.warnings or self.doubted else "saved"]

    @property
    def _unread(self) -> tuple[Problem, ...]:
        return self.read.problems if self.read else ()

    @property
    def _reply_name(self) -> str:
        return f"{PREFIX}{self.row.thread.pk}" if self.row.thread else ""

    def _box(self, name: str) -> Box:
        now = self.texts[name] if self.read is None else rendered(self.row)[name]
        return Box(name_of(name, self.row), LABELS[name], self.texts[name], self._problem(name), now)

    def _problem(self, name: str) -> str:
        anchor = name_of(name, self.row)
        return next((problem.sentence for problem in self.problems if problem.anchor == anchor), "")


@dataclass(frozen=True)
class Section:
    """Lines under one objective."""

    level: str
    objective: str
    lines: tuple[Line, ...]


_STATES = {
    "saved": State("saved", "Tersimpan", "check"),
    "warned": State("warned", "Ada peringatan", "warning"),
    "empty": State("empty", "Belum diisi", "dash"),
    "returned": State("returned", "Ada catatan", "note"),
    "refused": State("refused", "Belum disimpan", "danger"),
    "clash": State("clash", "Pilih nilai", "danger"),
}


def lines_of(
    rows: Iterable[Row],
    *,
    reads: Iterable[Read] = (),
    saved: Collection[int] = (),
    doubts: Collection[int] = (),
    replies: Mapping[int, str] | None = None,
) -> list[Line]:
    """Rows with what the page says beside each. A row that was read and could not be saved keeps what was typed.

    `replies` that could not be kept, by the pk of the objection, stay under it.
    """
    refused = {read.row.pk: read for read in reads if not read.readable}
    lines = [_line(row, refused.get(row.pk), saved=row.pk in saved, doubted=row.pk in doubts) for row in rows]
    replies = replies or {}
    return [
        replace(line, reply=replies[line.row.thread.pk])
        if line.row.thread and line.row.thread.pk in replies
        else line
        for line in lines
    ]


def _line(row: Row, read: Read | None, *, saved: bool, doubted: bool) -> Line:
    if read is not None:
        return Line(row, read.typed, read.seen, read)
    return Line(row, rendered(row), version_of(row), None, saved, doubted and bool(alternative(row)))


def shown_lines(lines: Sequence[Line], chosen: str) -> list[Line]:
    """The lines of a filter; one that could not be saved is always shown."""
    return [line for line in lines if line.read is not None or line.reply or _fits(line, chosen)]


def sections(lines: Iterable[Line]) -> list[Section]:
    """Lines under their objectives, in the order they came."""
    return [
        Section(level, objective, tuple(members))
        for (level, objective), members in groupby(
            lines, key=lambda line: (line.row.level, line.row.objective)
        )
    ]


def _fits(line: Line, chosen: str) -> bool:
    if chosen == EMPTY:
        return not line.row.figure.filled
    if chosen == WARNED:
        return bool(line.row.warnings) or line.doubted
    return line.row.returned if chosen == RETURNED else True
