"""Refusals around papers and their numbers."""

import datetime as dt
from collections.abc import Sequence

from sop.errors import RuleError


class NotYourLetter(RuleError):
    code = "not_your_letter"
    http_status = 403

    def __init__(self, holders: str) -> None:
        super().__init__(
            f"Naskah berkas ini dibuat oleh pemegang langkah yang sedang berjalan atau pengelola berkas: {holders}. "
            "Mintalah kepadanya."
        )


class LetterChanged(RuleError):
    code = "letter_changed"
    http_status = 409

    def __init__(self, who: str) -> None:
        super().__init__(
            f"{who} mengubah naskah ini sejak Anda membukanya. Buka naskah terbaru, lalu gabungkan dengan tulisan Anda di bawah."
        )


class LetterFrozen(RuleError):
    code = "letter_frozen"
    http_status = 409

    def __init__(self, state: str) -> None:
        super().__init__(
            f"Naskah ini sudah {state}, sehingga isinya tidak berubah lagi. Buat naskah perbaikan bila ada yang keliru."
        )


class NotIssued(RuleError):
    code = "not_issued"
    http_status = 409


class Unfinished(RuleError):
    """Fields without which the paper cannot be issued; what was typed is kept."""

    code = "unfinished"
    http_status = 422

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(labels)
        super().__init__(f"Lengkapi {', '.join(labels)} sebelum menerbitkan naskah ini.")


class FarDate(RuleError):
    """A number is taken in the year of its paper: a year mistyped would begin a row of numbers nobody looks for."""

    code = "far_date"
    http_status = 422

    def __init__(self, day: dt.date) -> None:
        super().__init__(
            f"Nomor diambil menurut tahun tanggal naskah, dan {day.year} terlalu jauh dari tahun ini. Periksa tanggalnya."
        )


class NumberTaken(RuleError):
    code = "number_taken"
    http_status = 409

    def __init__(self, number: str, holder: str) -> None:
        super().__init__(
            f"Nomor {number} sudah dipakai untuk {holder}. Periksa buku agenda, lalu tulis nomor lain."
        )


class AlreadyNumbered(RuleError):
    code = "already_numbered"
    http_status = 409

    def __init__(self, number: str) -> None:
        super().__init__(f"Sudah bernomor {number}. Batalkan nomor itu dahulu bila keliru.")
