"""Why a signature was not given. Nothing has moved when one of these is raised, and it can be tried again."""

import datetime as dt
from enum import StrEnum

from sop.errors import RuleError


class Problem(StrEnum):
    """What a signing service answers instead of a signature (DOCUMENTS §3.1)."""

    TIDAK_TERDAFTAR = "tidak_terdaftar"
    PASSPHRASE_SALAH = "passphrase_salah"  # noqa: S105 - the name of a refusal
    SERTIFIKAT_KEDALUWARSA = "sertifikat_kedaluwarsa"
    SERTIFIKAT_DICABUT = "sertifikat_dicabut"
    SERTIFIKAT_DITANGGUHKAN = "sertifikat_ditangguhkan"
    SERTIFIKAT_BELUM_ADA = "sertifikat_belum_ada"
    LAYANAN_MATI = "layanan_mati"
    WAKTU_HABIS = "waktu_habis"
    JAWABAN_RUSAK = "jawaban_rusak"


STAYS = "Berkas tetap pada langkah ini."
# What the official is told to do next.
SENTENCES = {
    Problem.TIDAK_TERDAFTAR: "NIK Anda belum terdaftar pada layanan tanda tangan elektronik. Hubungi pengelola sertifikat di daerah Anda untuk mendaftar, lalu ulangi.",
    Problem.PASSPHRASE_SALAH: "Passphrase atau kode TOTP tidak cocok. Ketik kembali, lalu ulangi.",
    Problem.SERTIFIKAT_KEDALUWARSA: "Masa berlaku sertifikat elektronik Anda sudah habis. Perbarui melalui pengelola sertifikat di daerah Anda, lalu ulangi.",
    Problem.SERTIFIKAT_DICABUT: "Sertifikat elektronik Anda sudah dicabut. Minta penerbitan baru kepada pengelola sertifikat di daerah Anda, lalu ulangi.",
    Problem.SERTIFIKAT_DITANGGUHKAN: "Sertifikat elektronik Anda sedang ditangguhkan. Minta pengelola sertifikat di daerah Anda membukanya, lalu ulangi.",
    Problem.SERTIFIKAT_BELUM_ADA: "Sertifikat elektronik Anda belum terbit. Selesaikan pendaftaran dari surel layanan tanda tangan elektronik, lalu ulangi.",
    Problem.LAYANAN_MATI: "Layanan tanda tangan elektronik tidak menjawab sebagaimana mestinya. Coba lagi beberapa menit lagi; bila terulang, hubungi admin aplikasi.",
    Problem.WAKTU_HABIS: "Layanan tanda tangan elektronik terlalu lama menjawab. Coba lagi beberapa menit lagi; bila terulang, hubungi admin aplikasi.",
    Problem.JAWABAN_RUSAK: "Jawaban layanan tanda tangan elektronik tidak dapat dipakai. Coba sekali lagi; bila terulang, hubungi admin aplikasi.",
}
STATUSES = {Problem.LAYANAN_MATI: 503, Problem.WAKTU_HABIS: 504, Problem.JAWABAN_RUSAK: 502}


class ProviderRefused(RuleError):
    """A service did not sign. It is given nothing of the request: neither NIK nor passphrase can be in it."""

    def __init__(self, problem: Problem, sentence: str = "") -> None:
        self.problem = problem
        self.code = problem.value
        self.http_status = STATUSES.get(problem, 422)
        super().__init__(sentence or f"{SENTENCES[problem]} {STAYS}")


class TooManyTries(ProviderRefused):
    """Wrong passphrases in a row: BSrE would lock the certificate, so we stop before."""

    def __init__(self, until: str) -> None:
        super().__init__(
            Problem.PASSPHRASE_SALAH,
            f"Passphrase sudah beberapa kali tidak cocok. Tunggu sampai pukul {until}, lalu ulangi. {STAYS}",
        )


class NikOwed(ProviderRefused):
    def __init__(self) -> None:
        super().__init__(
            Problem.TIDAK_TERDAFTAR,
            "NIK Anda belum dicatat, padahal layanan tanda tangan elektronik memerlukannya. "
            "Catat melalui Pengaturan › Tanda tangan elektronik, lalu ulangi.",
        )


class WrongPassphrase(RuleError):
    code = "wrong_passphrase"
    http_status = 422

    def __init__(self) -> None:
        super().__init__("Frasa sandi sertifikat tidak cocok. Ketik kembali frasa sandi Anda.")


class CertificateExpired(RuleError):
    code = "certificate_expired"

    def __init__(self, day: dt.date) -> None:
        super().__init__(
            f"Sertifikat Anda berlaku sampai {day:%d-%m-%Y}. Minta admin aplikasi menerbitkan sertifikat baru."
        )


class CertificateRevoked(RuleError):
    code = "certificate_revoked"

    def __init__(self, day: dt.date) -> None:
        super().__init__(
            f"Sertifikat Anda dicabut pada {day:%d-%m-%Y}. Minta admin aplikasi menerbitkan sertifikat baru."
        )


class SignatureBroken(ProviderRefused):
    """What came back is not what was sent plus the signature that was asked for."""

    def __init__(self, why: str) -> None:
        super().__init__(
            Problem.JAWABAN_RUSAK,
            f"Tanda tangan tidak dibubuhkan karena hasilnya tidak lolos pemeriksaan: {why}. "
            f"{STAYS} Coba sekali lagi; bila terulang, hubungi admin aplikasi.",
        )


class PassphraseTooShort(RuleError):
    code = "passphrase_too_short"
    http_status = 422

    def __init__(self, least: int) -> None:
        super().__init__(
            f"Frasa sandi paling sedikit {least} huruf. Pilih beberapa kata yang mudah Anda ingat."
        )
