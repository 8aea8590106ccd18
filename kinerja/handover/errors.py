from sop.errors import RuleError


class NothingSigned(RuleError):
    """Only signed figures leave the house."""

    code = "nothing_signed"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            "Berkas ini belum ditandatangani, sehingga angkanya belum dapat diserahkan. Tunggu sampai laporannya bertanda tangan."
        )


class Replaced(RuleError):
    """A later revision was signed: its figures are the ones to hand over."""

    code = "replaced"
    http_status = 409

    def __init__(self, revision: int) -> None:
        super().__init__(
            f"Dokumen ini sudah digantikan. Serahkan angka revisi {revision}, yang berlaku sekarang."
        )


class NotHandingOver(RuleError):
    code = "not_handing_over"
    http_status = 403

    def __init__(self) -> None:
        super().__init__(
            "Tanda terima dicatat oleh pelaksana langkah yang menyerahkan atau mengarsipkan berkas ini. "
            "Sampaikan tanda terimanya kepada yang bersangkutan."
        )


class ReceiptReplaced(RuleError):
    code = "receipt_replaced"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            "Tanda terima ini sudah diganti dengan catatan lain. Muat ulang halaman dan periksa yang terbaru."
        )


class ReceiptDamaged(RuleError):
    """The stored bytes are missing, or are not those that were uploaded."""

    code = "receipt_damaged"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            "Berkas tanda terima yang tersimpan tidak sama dengan yang diunggah, sehingga tidak dibagikan. "
            "Hubungi admin aplikasi agar dipulihkan dari cadangan."
        )
