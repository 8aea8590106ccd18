"""What may not be done to indicators and targets, each with its sentence."""

import datetime as dt

from kinerja.common.dates import format_date
from sop.errors import RuleError


class NotPlanner(RuleError):
    code = "not_planner"
    http_status = 403

    def __init__(self) -> None:
        super().__init__(
            "Indikator dan target diubah oleh pemegang jabatan perencana. Sampaikan usul perubahan Anda kepadanya."
        )


class TargetsLocked(RuleError):
    """The Perjanjian Kinerja of the year is signed."""

    code = "targets_locked"
    http_status = 409

    def __init__(self, year: int, number: str) -> None:
        super().__init__(
            f"Target {year} terkunci sejak Perjanjian Kinerja nomor {number} ditandatangani. "
            "Pakai ‘Ubah’ pada baris target untuk mencatat perubahannya."
        )


class TargetsOpen(RuleError):
    """Nothing is locked yet, so there is nothing to revise."""

    code = "targets_open"
    http_status = 409

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Perjanjian Kinerja {year} belum dicatat, sehingga target masih dapat diisi langsung pada lembar target."
        )


class AlreadySigned(RuleError):
    code = "already_signed"
    http_status = 409

    def __init__(self, year: int, number: str, signed_on: dt.date) -> None:
        super().__init__(
            f"Perjanjian Kinerja {year} sudah dicatat: nomor {number}, {format_date(signed_on)}. "
            "Catat perubahan targetnya sebagai adendum."
        )


class NothingToSign(RuleError):
    code = "nothing_to_sign"
    http_status = 409

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Belum ada target {year} yang dapat dikunci. Isi targetnya dahulu, lalu catat Perjanjian Kinerja."
        )


class StaleTarget(RuleError):
    """Somebody else revised the target since the page was opened."""

    code = "stale_target"
    http_status = 409

    def __init__(self, now: str) -> None:
        super().__init__(
            f"Target ini sudah diubah menjadi {now or 'kosong'} sejak halaman Anda dibuka. Periksa riwayatnya, lalu ulangi."
        )


class WrongRevision(RuleError):
    """The revision does not fit its target; `field` of the form has to change."""

    code = "wrong_revision"
    http_status = 422

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class StalePlan(RuleError):
    """Somebody changed what the checked file was compared with."""

    code = "stale_plan"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            "Indikator atau target sudah berubah sejak berkas diperiksa. Unggah berkasnya sekali lagi."
        )
