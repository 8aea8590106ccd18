"""Refusals of the engine."""

from sop.errors import RuleError


class NotYourStep(RuleError):
    code = "not_your_step"
    http_status = 403

    def __init__(self, number: str, holders: str) -> None:
        super().__init__(f"Langkah {number} bukan tugas Anda. Langkah ini dikerjakan oleh {holders}.")


class AlreadyMoved(RuleError):
    """Somebody was first, or the page was opened before the file moved on."""

    code = "already_moved"
    http_status = 409


class NoSuchMove(RuleError):
    code = "no_such_move"
    http_status = 422

    def __init__(self) -> None:
        super().__init__(
            "Pilihan ini tidak ada pada langkah tersebut. Muat ulang halaman, lalu pilih kembali."
        )


class NotYetOpen(RuleError):
    code = "not_yet_open"
    http_status = 409


class Owed(RuleError):
    """Something the step asks for is missing: a reason, units, attendance, a receipt."""

    code = "owed"
    http_status = 422


class SameKeyOtherContent(RuleError):
    code = "key_reused"
    http_status = 422

    def __init__(self) -> None:
        super().__init__(
            "Formulir ini sudah terkirim dengan isi yang lain. Muat ulang halaman, lalu kirim kembali."
        )


class CannotStart(RuleError):
    code = "cannot_start"
    http_status = 409


class MandateOwed(RuleError):
    """A signature needs an appointment to the post, never a mere order (UU 30/2014 art. 14)."""

    code = "mandate_owed"
    http_status = 422

    def __init__(self, holders: str) -> None:
        super().__init__(
            f"Tanda tangan {holders} tidak dapat ditugaskan kepada perorangan: hanya pejabat definitif, Pj., Plt., atau Plh. "
            "yang boleh menandatangani. Catat penugasan Plt. atau Plh. pada Pengaturan, tab Penugasan."
        )


class NothingAssigned(RuleError):
    code = "nothing_assigned"
    http_status = 409

    def __init__(self) -> None:
        super().__init__("Langkah ini sudah kembali kepada pelaksananya menurut SOP.")
