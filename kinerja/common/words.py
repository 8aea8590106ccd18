"""Numbers spelled out in Indonesian (terbilang), so that a doubtful reading can be confirmed without counting dots."""

from decimal import Decimal

_SMALL = (
    *(
        "nol",
        "satu",
        "dua",
        "tiga",
        "empat",
        "lima",
        "enam",
        "tujuh",
        "delapan",
        "sembilan",
        "sepuluh",
        "sebelas",
    ),
    *("dua belas", "tiga belas", "empat belas", "lima belas", "enam belas", "tujuh belas", "delapan belas"),
    "sembilan belas",
)
_GROUPS = ("", "ribu", "juta", "miliar", "triliun", "kuadriliun")


def in_words(value: Decimal) -> str:
    """Spell 1250 as "seribu dua ratus lima puluh", -1.25 as "minus satu koma dua lima"; below 10^18, else ValueError."""
    whole, _, fraction = f"{value.copy_abs():f}".partition(".")
    words = [_whole(int(whole))]
    if digits := fraction.rstrip("0"):
        words += ["koma", *(_SMALL[int(digit)] for digit in digits)]
    if value < 0:
        words.insert(0, "minus")
    return " ".join(words)


def _whole(number: int) -> str:
    if number == 0:
        return _SMALL[0]
    groups = [int(digits) for digits in f"{number:,}".split(",")]
    if len(groups) > len(_GROUPS):
        raise ValueError(f"Bilangan {number} terlalu besar untuk ditulis dengan kata.")
    names = reversed(_GROUPS[: len(groups)])
    return " ".join(_group(count, name) for count, name in zip(groups, names, strict=True) if count)


def _group(count: int, name: str) -> str:
    if count == 1 and name == "ribu":
        return "seribu"
    return f"{_below_thousand(count)} {name}".rstrip()


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = []
    if hundreds:
        words.append("seratus" if hundreds == 1 else f"{_SMALL[hundreds]} ratus")
    if rest:
        words.append(_below_hundred(rest))
    return " ".join(words)


def _below_hundred(number: int) -> str:
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return f"{_SMALL[tens]} puluh" + (f" {_SMALL[ones]}" if ones else "")
