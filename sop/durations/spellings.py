"""The many spellings of one time brought to a common one, before it is read. What is printed is never touched.

"3x24 jam" is three days by the calendar: offices write it for a time that runs through nights and holidays. Halves and
quarters become decimals; other fractions have none and stay unread.
"""

import re

from sop.durations.amounts import FLAGS, UNITS

_NUMERALS = "nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belas|puluh|seratus|ratus|seribu|ribu"
_SPELLED_OUT = re.compile(rf"(?<=\d) ?\((?: ?(?:{_NUMERALS}))+ ?\)", FLAGS)
_UNTIL = re.compile(r"(?<![a-z])(?:s\.? ?d\b\.?|s ?/ ?d\b\.?|sampai dengan\b|sampai\b|hingga\b)", FLAGS)
_BULLETS = re.compile(r"^(?:[•*]+ ?|[-–—−]+(?: |$))+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SORT = r"(kerja|kalender)"
_SORT_BRACKETED = re.compile(rf"(?<=hari) ?\( ?(?:hari )?{_SORT} ?\)", FLAGS)
_DAYS_BRACKETED = re.compile(rf"(?<=\d) ?\( ?hari {_SORT} ?\)", FLAGS)
_TIMES_24 = re.compile(r"(?<![\d.,])(\d{1,3}) ?[x×] ?24 ?jam\b(?! ?\(?kerja)", FLAGS)
_FRACTION = re.compile(
    rf"(?<![\d.,/])(?:(?P<whole>\d{{1,3}})(?: (?=\d)| ?(?=[½¼¾])))?(?P<part>[½¼¾]|1/2|1/4|3/4)(?= ?(?:{UNITS})\b|$| ?[-–—−~])",
    FLAGS,
)
_HALF = re.compile(rf"(?<!\w)(?<!\w )setengah(?= (?:{UNITS})\b)", FLAGS)
_DECIMALS = {"½": ",5", "1/2": ",5", "¼": ",25", "1/4": ",25", "¾": ",75", "3/4": ",75"}


def tidy(text: str) -> str:
    """One space between words, one sign for "sampai", decimals for fractions, days for "x24 jam".

    No bullets, spelled-out numbers, brackets about "kalender" or closing punctuation.
    """
    words = _BULLETS.sub("", " ".join(text.translate(_INVISIBLE).split())).rstrip(" .,;:*")
    words = _UNTIL.sub("–", _SPELLED_OUT.sub("", words))
    words = _DAYS_BRACKETED.sub(r" hari \1", _SORT_BRACKETED.sub(r" \1", words))
    words = _HALF.sub("0,5", _FRACTION.sub(_decimal, _TIMES_24.sub(r"\1 hari kalender", words)))
    return " ".join(words.split())


def _decimal(match: re.Match[str]) -> str:
    return f"{match['whole'] or 0}{_DECIMALS[match['part']]}"
