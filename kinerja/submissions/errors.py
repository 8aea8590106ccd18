"""Refusals around figures, verification and signature."""

from collections.abc import Sequence

from sop.errors import RuleError

ABOVE_ZERO = "harus lebih besar daripada 0. Bila memang 0, pilih ‘Tidak ada data’ dan tulis alasannya."
NOBODY = "belum ada pejabat yang ditugaskan hari ini; hubungi pengelola pengaturan di kantor Anda"
NAMED = 5  # rows called by name in a sentence; more are only counted


class OwnFigures(RuleError):
    code = "own_figures"
    http_status = 403

    def __init__(self, others: str) -> None:
        super().__init__(
            "Anda ikut mengisi data ini. Verifikasi, paraf, dan tanda tangan harus dilakukan pejabat lain, "
            f"juga bila Anda bertugas sebagai Plt. atau Plh. Yang dapat bertindak: {others or NOBODY}."
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


class Owing(RuleError):
    """Rows that break a rule which nothing but a change of the row settles: the sentences say what to do."""

    code = "owing"
    http_status = 422

    def __init__(self, sentences: Sequence[str]) -> None:
        more = f" Ada {len(sentences) - NAMED} hal lain." if len(sentences) > NAMED else ""
        super().__init__(f"{' '.join(sentences[:NAMED])}{more}")


class NotToBeDivided(RuleError):
    code = "not_to_be_divided"
    http_status = 422

    def __init__(self, name: str, denominator: str) -> None:
        super().__init__(f"Realisasi ‘{name}’ tidak dapat dihitung: {denominator} {ABOVE_ZERO}")


class NotOfThisRow(RuleError):
    """A figure for a field that this row does not have."""

    code = "not_of_this_row"
    http_status = 422

    def __init__(self, name: str, *, computed: bool) -> None:
        if computed:
            super().__init__(f"Realisasi ‘{name}’ dihitung dari pembilang dan penyebut. Isi keduanya.")
        else:
            super().__init__(f"Baris ‘{name}’ tidak memakai isian ini. Muat ulang halaman.")


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
            "Isian ini sedang terbuka, atau berkasnya tidak berada di langkah yang dapat mengembalikannya, sehingga tidak ada yang perlu diminta kembali."
        )


class DataChanged(RuleError):
    code = "data_changed"
    http_status = 409

    def __init__(self) -> None:
        super().__init__("Dokumen berubah sejak Anda membukanya. Baca versi terbaru, lalu ulangi.")


class NotFilling(RuleError):
    code = "not_filling"
    http_status = 409

    def __init__(self, holder: str, sentence: str = "") -> None:
        self.holder = holder
        super().__init__(
            sentence
            or f"Isian terkunci: berkas sedang dipegang {holder}. Minta berkas dikembalikan bila perlu diubah."
        )


class CellConflict(RuleError):
    """Somebody else changed the same row meanwhile."""

    code = "conflict"
    http_status = 409


class NoSuchCell(RuleError):
    """A request for one cell that no page of ours sends."""

    code = "no_such_cell"
    http_status = 422

    def __init__(self) -> None:
        super().__init__("Isian ini tidak dikenali. Muat ulang halaman, lalu ketik kembali.")


class SomebodyElse(RuleError):
    """The page belongs to one person and the session of this browser to another; nothing is saved under a wrong name."""

    code = "somebody_else"
    http_status = 401

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Peramban ini sekarang dipakai {name}. Masuk kembali dengan akun Anda; isian Anda tidak hilang."
        )


class NotInvolved(RuleError):
    code = "not_involved"
    http_status = 403

    def __init__(self) -> None:
        super().__init__(
            "Salinan bertanda tangan diunggah oleh pemegang jabatan dalam SOP berkas ini. Sampaikan berkasnya kepada salah satu dari mereka."
        )


class NoCopyOwed(RuleError):
    code = "no_copy_owed"

    def __init__(self) -> None:
        super().__init__(
            "Berkas ini tidak disetujui untuk tanda tangan basah, sehingga tidak ada salinan yang perlu diunggah."
        )


class CopyKept(RuleError):
    code = "copy_kept"

    def __init__(self, *, full: bool) -> None:
        kept = (
            "Dokumen ini sudah memiliki 20 salinan." if full else "Berkas yang sama persis sudah tersimpan."
        )
        super().__init__(f"{kept} Kembali ke berkas untuk melihatnya.")


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


class NotToBeCorrected(RuleError):
    """Only the newest revision of a signed report is corrected, and by one correction at a time."""

    code = "not_to_be_corrected"
    http_status = 409


class TakenBack(NotFilling):
    """Nothing is done any more in a correction that was withdrawn."""

    code = "taken_back"

    def __init__(self, at: str) -> None:
        super().__init__(
            "", f"Perbaikan ini ditarik kembali {at}. Lanjutkan dari dokumen sebelumnya, yang tetap berlaku."
        )


class CorrectionOwesReason(RuleError):
    code = "reason_owed"
    http_status = 422

    def __init__(self) -> None:
        super().__init__("Tulis alasan perbaikan: apa yang keliru pada dokumen yang ditandatangani.")


class NotOpened(RuleError):
    """Nobody signs in the queue what he has not had before him."""

    code = "not_opened"
    http_status = 409

    def __init__(self) -> None:
        super().__init__("Anda belum membuka dokumen ini. Buka dan baca dokumennya, lalu pilih kembali.")


class NotToBeQueued(RuleError):
    code = "not_to_be_queued"
    http_status = 409

    def __init__(self, *, otherwise: bool = False, elsewhere: bool = False) -> None:
        why = "Langkah ini meminta keputusan atau pencatatan."
        if otherwise:
            why = "Dokumen ini ditandatangani dengan cara lain."
        if elsewhere:
            why = "Catatan arsip yang Anda isi milik perangkat daerah lain."
        super().__init__(f"{why} Kerjakan dari halaman dokumennya.")


class NotTried(RuleError):
    """The document before it was refused for a reason that holds for all of them."""

    code = "not_tried"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            "Belum dicoba karena dokumen sebelumnya ditolak. Atasi sebabnya, lalu pilih kembali."
        )
