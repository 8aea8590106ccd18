"""The civil servant's number (Perka BKN 22/2007): birth yyyymmdd, TMT CPNS yyyymm, sex 1|2, serial of three digits.

There is no check digit. A damaged number is refused, never repaired by guessing.
"""

import re
from datetime import date

LENGTH = 18
YOUNGEST = 16  # a start of service before this age cannot be
USUAL_AGES = range(18, 41)  # outside, the number is unusual but may be right

_DIGITS = re.compile(rf"[0-9]{{{LENGTH}}}")
_SPACES_AND_DOTS = re.compile(r"[\s.]+")
_GROUPS = re.compile(r"(.{8})(.{6})(.)(.{3})")
_VISIBLE_TAIL = 3


def clean_nip(text: str, *, contract: bool = False) -> str:
    """Return the 18 digits of a typed NIP; ValueError with an Indonesian sentence where it cannot be one.

    `contract`: a PPPK number also has 18 digits, but its middle part is no month, so the TMT is not checked.
    """
    nip = _SPACES_AND_DOTS.sub("", text)
    if not _DIGITS.fullmatch(nip):
        raise ValueError(_length_sentence(nip))
    birth = _birth(nip)
    if nip[14] not in "12":
        raise ValueError("Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan).")
    if not contract and _months_of_age(birth, nip) < YOUNGEST * 12:
        raise ValueError(
            f"TMT CPNS pada NIP mendahului usia {YOUNGEST} tahun. Periksa angka ke-1 sampai ke-14."
        )
    return nip


def nip_warnings(nip: str, *, contract: bool = False) -> list[str]:
    """Sentences on what is unusual, but not impossible, in a cleaned NIP."""
    if contract:
        return []
    age = _months_of_age(_birth(nip), nip) // 12
    if age in USUAL_AGES:
        return []
    return [f"Usia saat TMT CPNS {age} tahun, di luar 18–40 tahun. Periksa kembali NIP."]


def print_nip(nip: str) -> str:
    """Group 8-6-1-3 as on paper: "19670303 199809 1 001"; a text that is not 18 digits is returned as it is."""
    return _grouped(nip) if _DIGITS.fullmatch(nip) else nip


def mask_nip(nip: str) -> str:
    """Hide the birthday, TMT and sex for public pages and lists: "1967**** ****** * 001" (UU PDP 27/2022)."""
    if _DIGITS.fullmatch(nip):
        return _grouped(f"{nip[:4]}{nip[-_VISIBLE_TAIL:]:*>14}")
    return nip[-_VISIBLE_TAIL:].rjust(len(nip), "*") if len(nip) > _VISIBLE_TAIL else "*" * len(nip)


def _grouped(nip: str) -> str:
    return _GROUPS.sub(r"\1 \2 \3 \4", nip)


def _length_sentence(nip: str) -> str:
    if nip and not re.fullmatch(r"[0-9]+", nip):
        return "NIP hanya memuat angka. Hapus huruf dan tanda baca."
    return f"NIP harus {LENGTH} angka; yang Anda tulis {len(nip)} angka."


def _birth(nip: str) -> date:
    try:
        return date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        raise ValueError(
            "Tanggal lahir pada NIP (angka ke-1 sampai ke-8) tidak ada dalam kalender."
        ) from None


def _months_of_age(birth: date, nip: str) -> int:
    """Age in months at the TMT. The number gives the month only, so the day of birth does not count."""
    year, month = int(nip[8:12]), int(nip[12:14])
    if month not in range(1, 13):
        raise ValueError("Bulan TMT CPNS pada NIP (angka ke-13 dan ke-14) harus 01 sampai 12.")
    return (year - birth.year) * 12 + month - birth.month
