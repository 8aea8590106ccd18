"""Indicator rows as lines on paper: numbered through, with their words ready for templates and workbooks."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from kinerja.common.numbers import format_figure, format_number, is_percent, is_rupiah
from kinerja.documents.data import Amount, Heading, IndicatorGroup, IndicatorRow

NOT_COMPUTABLE = "tidak dapat dihitung"
NONE = "–"
AGAINST_PREVIOUS = "Dibanding periode lalu"


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its text; an empty text is printed as "Tidak diisi"."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its running number and the period before, for comparison."""

    number: int
    row: IndicatorRow
    previous_period: str

    @property
    def target(self) -> str:
        return amount_text(self.row.target)

    @property
    def realised(self) -> str:
        return amount_text(self.row.realised)

    @property
    def is_filled(self) -> bool:
        return has_value(self.row.realised)

    @property
    def achievement(self) -> str:
        return achievement_text(self.row.achievement, self.row.realised)

    @property
    def remark(self) -> str:
        """Return what the column Keterangan says: the note, the figures behind the row, why there is no capaian."""
        row = self.row
        money = f"Anggaran: {row.budget}" if row.budget else ""
        parts = (row.note, row.explanation, row.workings, money, row.achievement_note)
        return "\n".join(part for part in parts if part)

    @property
    def facts(self) -> list[Fact]:
        """Return the chapters of the quarterly report for one indicator, in their order."""
        row = self.row
        return [
            Fact("Cara perhitungan", row.formula),
            *self._behind(),
            Fact("Rencana dan realisasi", self._against_plan()),
            *self._against_previous(),
            Fact("Penjelasan", row.explanation),
            Fact("Faktor pendorong", row.helped),
            Fact("Faktor penghambat", row.hindered),
            Fact("Tindak lanjut", row.follow_up),
        ]

    def _behind(self) -> list[Fact]:
        """What the realisasi was computed from, and the money; left out where the indicator has neither."""
        facts = (Fact("Perhitungan realisasi", self.row.workings), Fact("Anggaran", self.row.budget))
        return [fact for fact in facts if fact.text]

    def _against_plan(self) -> str:
        row, target = self.row, self._measured(self.row.target)
        if not self.is_filled:
            return f"Target {target}; realisasi {amount_text(row.realised)}."
        sentence = f"Realisasi {self._measured(row.realised)} dari target {target}; "
        sentence += f"capaian {self.achievement}" + (f" ({row.predicate})" if row.predicate else "") + "."
        return " ".join(part for part in (sentence, row.achievement_note) if part)

    def _against_previous(self) -> list[Fact]:
        if not self.previous_period:
            return []
        before = self.row.previous
        if before is None or not has_value(before):
            return [Fact(AGAINST_PREVIOUS, f"{self.previous_period}: tidak ada data.")]
        parts = [
            f"{self.previous_period} {self._measured(before)}, periode ini {self._measured(self.row.realised)}"
        ]
        parts += change(before, self.row.realised)
        if self.row.previous_achievement is not None and self.row.achievement is not None:
            parts.append(
                f"capaian {percent(self.row.previous_achievement)} menjadi {percent(self.row.achievement)}"
            )
        return [Fact(AGAINST_PREVIOUS, f"{'; '.join(parts)}.")]

    def _measured(self, amount: Amount) -> str:
        text, measure = amount_text(amount), self.row.measure
        if not has_value(amount) or amount.label:
            return text
        if is_percent(measure):
            return f"{text}%"
        return f"Rp {text}" if is_rupiah(measure) else f"{text} {measure}".rstrip()


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under the headings that are new since the block before."""

    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]


def blocks(groups: Iterable[IndicatorGroup], previous_period: str = "") -> list[Block]:
    """Number the indicators through all groups; a heading is said once, where it begins."""
    numbers, made = count(1), []
    seen: tuple[Heading, ...] = ()
    for group in groups:
        lines = tuple(Line(next(numbers), row, previous_period) for row in group.rows)
        made.append(Block(new_headings(seen, group.headings), lines))
        seen = group.headings
    return made


def new_headings(seen: tuple[Heading, ...], headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """Drop the beginning that two ways down the tree share."""
    same = 0
    while same < min(len(seen), len(headings)) and seen[same] == headings[same]:
        same += 1
    return headings[same:]


def has_value(amount: Amount) -> bool:
    """Whether anything was filled in; zero is."""
    return bool(amount.label) or amount.number is not None


def amount_text(amount: Amount) -> str:
    """Write "98,75", "80–90", "WTP", or the word for what is missing."""
    if amount.label or amount.number is None:
        return amount.label or amount.missing
    text = format_figure(amount.number, amount.decimals)
    return text if amount.upper is None else f"{text}–{format_figure(amount.upper, amount.decimals)}"


def achievement_text(achievement: Decimal | None, realised: Amount) -> str:
    """Write "99,75%"; a dash where nothing was filled in, words where it cannot be computed."""
    if achievement is not None:
        return percent(achievement)
    return NOT_COMPUTABLE if has_value(realised) else NONE


def percent(value: Decimal) -> str:
    """Write 99.7474 as "99,75%"."""
    return f"{format_number(value, 2)}%"


def change(before: Amount, now: Amount) -> list[str]:
    """Say "naik 0,55", "turun 2" or "tetap"; nothing where one of the two is no plain number."""
    if before.number is None or now.number is None or now.label or now.upper is not None:
        return []
    difference = now.number - before.number
    if difference == 0:
        return ["tetap"]
    return [f"{'naik' if difference > 0 else 'turun'} {format_figure(abs(difference), now.decimals)}"]
