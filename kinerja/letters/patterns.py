"""How a number is written: "{klasifikasi}/{urut}/{kode unit}/{tahun}". Pure."""

import datetime as dt
import re
from dataclasses import dataclass

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
PLACES = ("klasifikasi", "urut", "kode unit", "bulan", "bulan romawi", "tahun")
STANDARD = "{klasifikasi}/{urut}/{kode unit}/{tahun}"
_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Parts:
    """What a number is put together from; `digits` fills the running number with zeros on the left."""

    serial: int
    day: dt.date
    classification: str = ""
    unit_code: str = ""
    digits: int = 1


def write_number(pattern: str, parts: Parts) -> str:
    """Fill the places of the pattern. KeyError for a place that does not exist: see `fault_of`."""
    words = {
        "klasifikasi": parts.classification,
        "urut": f"{parts.serial:0{parts.digits}d}",
        "kode unit": parts.unit_code,
        "bulan": f"{parts.day.month:02d}",
        "bulan romawi": ROMAN[parts.day.month - 1],
        "tahun": str(parts.day.year),
    }
    return _PLACE.sub(lambda found: words[found[1]], pattern).strip("/ ")


def fault_of(pattern: str) -> str:
    """Why a pattern cannot be used, in a sentence; "" where it can."""
    places = _PLACE.findall(pattern)
    unknown = [place for place in places if place not in PLACES]
    if unknown:
        known = ", ".join(f"{{{place}}}" for place in PLACES)
        return f"Bagian {{{unknown[0]}}} tidak dikenal. Yang dapat dipakai: {known}."
    if places.count("urut") != 1:
        return "Tulis {urut} tepat satu kali: tanpa nomor urut, dua surat akan bernomor sama."
    if re.search(r"[{}]", _PLACE.sub("", pattern)):
        return "Tutup setiap bagian dengan kurung kurawal, mis. {urut}."
    return ""
