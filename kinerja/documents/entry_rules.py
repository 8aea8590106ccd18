"""What Excel itself checks and computes in the form: lists, numbers, lengths, and the achievement beside the value."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.documents.entry_columns import COLUMNS, HEADER_ROW, Kind, place
from kinerja.documents.entry_data import BookRow
from kinerja.documents.parts import Amount
from kinerja.documents.recap_formulas import LIVE

_LONGEST_LIST = 255  # letters that Excel takes as a list
_EXTREME = 10**17
Span = tuple[int, int]


def live_formula(number: int, row: BookRow) -> str | None:
    """The achievement while one types; None where it is no plain division (the application always computes its own)."""
    target = row.cells.get("target")
    plain = isinstance(target, Amount) and target.number and target.upper is None and not target.label
    if row.formula not in LIVE or not plain or row.choices:
        return None
    value, goal = place(number, "value"), place(number, "target")
    formula = LIVE[row.formula].format(R=value, T=goal).removeprefix("=")
    return f'=IF(ISNUMBER({value}),IFERROR({formula},""),"")'


def quotient_formula(number: int, row: BookRow) -> str | None:
    """The value of a quotient while one types."""
    if row.factor is None:
        return None
    over, under = place(number, "numerator"), place(number, "denominator")
    return f'=IF(AND(ISNUMBER({over}),ISNUMBER({under})),IFERROR({over}/{under}*{row.factor:f},""),"")'


def add_rules(sheet: Worksheet, rows: Sequence[BookRow]) -> None:
    """A rule per kind of input and list of choices."""
    whole = [(HEADER_ROW + 1, HEADER_ROW + len(rows))] if rows else []
    for column in COLUMNS:
        if column.longest:
            _add(sheet, _length(column.longest), column.key, whole)
        if column.kind == Kind.FIGURE:
            for choices, spans in _by_choices(rows, scaled=column.key == "value").items():
                _add(sheet, _list(choices) if choices else _number(), column.key, spans)


def _by_choices(rows: Sequence[BookRow], *, scaled: bool) -> dict[tuple[str, ...], list[Span]]:
    """Neighbouring rows with the same choices; none for a plain number."""
    found: dict[tuple[str, ...], list[Span]] = {}
    for choices, numbered in groupby(_numbered(rows), key=lambda pair: pair[1].choices if scaled else ()):
        numbers = [number for number, _ in numbered]
        found.setdefault(choices, []).append((numbers[0], numbers[-1]))
    return found


def _numbered(rows: Iterable[BookRow]) -> Iterator[tuple[int, BookRow]]:
    return enumerate(rows, start=HEADER_ROW + 1)


def _add(sheet: Worksheet, rule: DataValidation | None, key: str, spans: Iterable[Span]) -> None:
    addresses = " ".join(f"{place(first, key)}:{place(last, key)}" for first, last in spans)
    if rule is not None and addresses:
        rule.sqref = addresses
        sheet.add_data_validation(rule)


def _number() -> DataValidation:
    """A text is only warned of: an English Excel knows no "1.234,56"."""
    return DataValidation(
        type="decimal", operator="between", formula1=str(-_EXTREME), formula2=str(_EXTREME), allow_blank=True,
        errorStyle="warning", showErrorMessage=True, errorTitle="Periksa isian",
        error="Sel ini untuk angka, misalnya 98,75. Teruskan hanya bila angka memang ditulis sebagai teks.",
    )  # fmt: skip


def _length(longest: int) -> DataValidation:
    return DataValidation(
        type="textLength", operator="lessThanOrEqual", formula1=str(longest), allow_blank=True,
        showErrorMessage=True, errorTitle="Periksa isian",
        error=f"Ringkas menjadi paling banyak {longest} huruf.",
    )  # fmt: skip


def _list(choices: tuple[str, ...]) -> DataValidation | None:
    """None where Excel cannot hold the list: the reader checks it all the same."""
    words = ",".join(choices)
    if len(words) > _LONGEST_LIST or len(choices) != words.count(",") + 1 or '"' in words:
        return None
    return DataValidation(
        type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=True,
        errorTitle="Periksa isian", error="Pilih salah satu dari daftar.",
    )  # fmt: skip
