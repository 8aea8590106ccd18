"""Refusals around figures, verification and signature."""

from collections.abc import Sequence

from sop.errors import RuleError

NAMED = 5  # rows called by name in a sentence; more are only counted


class OwnFigures(RuleError):
    code = "own_figures"
    http_status = 403

    def __init__(self) -> None:
        super().__init__(
            "Anda ikut mengisi data ini. Verifikasi, paraf, dan tanda tangan harus dilakukan pejabat lain; "
            "minta pejabat lain yang ditugaskan pada langkah ini."
        )


class ChecksThese(RuleError):
    code = "checks_these"
    http_status = 403

    def __init__(self, number: str) -> None:
        super().__init__(
            f"Anda memeriksa data ini pada langkah {number.rstrip('.')}, sehingga angkanya harus dimasukkan pegawai lain. "
            "Mintalah pegawai lain di unit Anda untuk mengisi."
        )


class Incomplete(RuleError):
    """Rows that are still empty, named."""

    code = "incomplete"
    http_status = 422

    def __init__(self, names: Sequence[str]) -> None:
        shown = ", ".join(f"‘{name}’" for name in names[:NAMED])
        more = f" dan {len(names) - NAMED} lainnya" if len(names) > NAMED else ""
        super().__init__(f"Isi realisasi, atau pilih ‘Tidak ada data’, untuk {shown}{more}.")


class EvidenceOwed(RuleError):
    """Rows that may not be handed on without a file, named."""

    code = "evidence_owed"
    http_status = 422

    def __init__(self, names: Sequence[str]) -> None:
        shown = ", ".join(f"‘{name}’" for name in names[:NAMED])
        more = f" dan {len(names) - NAMED} lainnya" if len(names) > NAMED else ""
        super().__init__(f"Unggah sedikitnya satu bukti dukung untuk {shown}{more}.")


class NotJudged(RuleError):
    code = "not_judged"
    http_status = 422

    def __init__(self, missing: int, objections: int) -> None:
        parts = []
        if missing:
            parts.append(f"{missing} baris belum dinilai")
        if objections:
            parts.append(f"{objections} baris perlu perbaikan")
        advice = "Kembalikan berkas ini." if objections else "Nilai setiap baris dahulu."
        super().__init__(f"{' dan '.join(parts)}. {advice}".capitalize())


class Unanswered(RuleError):
    code = "unanswered"
    http_status = 422

    def __init__(self, number: int) -> None:
        super().__init__(f"Tanggapi {number} catatan lagi sebelum mengirim ulang.")


class TooLong(RuleError):
    code = "too_long"
    http_status = 422

    def __init__(self) -> None:
        super().__init__("Ringkas tanggapan menjadi paling banyak 2.000 huruf.")


class NothingToAsk(RuleError):
    code = "nothing_to_ask"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            "Isian ini sedang terbuka, atau berkasnya sudah selesai, sehingga tidak ada yang perlu diminta kembali."
        )


class DataChanged(RuleError):
    code = "data_changed"
    http_status = 409

    def __init__(self) -> None:
        super().__init__("Dokumen berubah sejak Anda membukanya. Baca versi terbaru, lalu ulangi.")


class NotFilling(RuleError):
    code = "not_filling"
    http_status = 409

    def __init__(self, holder: str) -> None:
        super().__init__(
            f"Isian terkunci: berkas sedang dipegang {holder}. Minta berkas dikembalikan bila perlu diubah."
        )


class CellConflict(RuleError):
    """Somebody else changed the same row meanwhile."""

    code = "conflict"
    http_status = 409


class DocumentOwed(RuleError):
    code = "document_owed"
    http_status = 422

    def __init__(self) -> None:
        super().__init__("Buka dan baca dokumen dahulu, lalu tanda tangani dari halaman tanda tangan.")


class FilingOwed(RuleError):
    code = "filing_owed"
    http_status = 422

    def __init__(self) -> None:
        super().__init__("Isi kode klasifikasi dan lokasi simpan sebelum mengarsipkan.")


class CannotOpen(RuleError):
    code = "cannot_open"
    http_status = 409


class AlreadyStarted(RuleError):
    code = "already_started"
    http_status = 409

    def __init__(self, period: str) -> None:
        super().__init__(f"Berkas {period} sudah dimulai. Buka dari daftar Pengisian.")
