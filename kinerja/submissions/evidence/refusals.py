"""Why a file is not accepted."""

from sop.errors import RuleError


class Refused(Exception):
    """Says in a sentence what is wrong with the file and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class AlreadyThere(RuleError):
    code = "already_there"
    http_status = 409

    def __init__(self, name: str) -> None:
        super().__init__(f"Isi yang sama sudah terlampir pada baris ini sebagai ‘{name}’.")


class RemovedMeanwhile(RuleError):
    code = "evidence_removed"
    http_status = 409

    def __init__(self, name: str) -> None:
        super().__init__(f"‘{name}’ sudah dihapus. Pulihkan dahulu, lalu ubah keterangannya.")


class RowIsFull(RuleError):
    code = "row_is_full"
    http_status = 409

    def __init__(self, limit: int) -> None:
        super().__init__(f"Baris ini sudah memuat {limit} bukti dukung. Hapus yang tidak diperlukan dahulu.")


class EvidenceDamaged(RuleError):
    """The stored bytes are missing, or are not those that were uploaded."""

    code = "evidence_damaged"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            "Berkas yang tersimpan tidak sama dengan yang diunggah, sehingga tidak dibagikan. "
            "Hubungi admin aplikasi agar dipulihkan dari cadangan."
        )


class EvidenceDestroyed(EvidenceDamaged):
    """The bytes were destroyed with a berita acara."""

    code = "evidence_destroyed"

    def __init__(self, by: str) -> None:
        RuleError.__init__(
            self, f"Berkas ini sudah dimusnahkan dengan {by}. Yang tersisa hanya catatan dan sidiknya."
        )
