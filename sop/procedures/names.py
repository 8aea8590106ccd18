"""What a step is called in sentences: two rows with one printed number must not be mistaken for each other."""

from collections import Counter
from collections.abc import Iterable


def names_of(rows: Iterable[tuple[int, str, int]]) -> dict[int, str]:
    """By place: the printed number; "3 tabel 2" where each table counts anew; "baris 9" where it is blank or repeated.

    `rows`: place, number as printed, table.
    """
    printed = [(place, number.strip().rstrip("."), table) for place, number, table in rows]
    uses = Counter(number for _, number, _ in printed)
    in_table = Counter((number, table) for _, number, table in printed)
    return {
        place: _name(place, number, table, alone=uses[number] == 1, in_table=in_table[number, table] == 1)
        for place, number, table in printed
    }


def called(name: str) -> str:
    """With the word before it: "langkah 7", "langkah 3 tabel 2"; a row already has its own."""
    return name if name.startswith("baris") else f"langkah {name}"


def _name(place: int, number: str, table: int, *, alone: bool, in_table: bool) -> str:
    if number and alone:
        return number
    return f"{number} tabel {table}" if number and in_table else f"baris {place}"
