"""Why a signature was not given. Nothing has moved when one of these is raised, and it can be tried again."""

import datetime as dt

from sop.errors import RuleError


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


class SignatureBroken(RuleError):
    """What came back is not what was sent plus the signature that was asked for."""

    code = "signature_broken"
    http_status = 502

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Tanda tangan tidak dibubuhkan karena hasilnya tidak lolos pemeriksaan: {why}. "
            "Berkas tetap pada langkah ini. Coba sekali lagi; bila terulang, hubungi admin aplikasi."
        )


class PassphraseTooShort(RuleError):
    code = "passphrase_too_short"
    http_status = 422

    def __init__(self, least: int) -> None:
        super().__init__(
            f"Frasa sandi paling sedikit {least} huruf. Pilih beberapa kata yang mudah Anda ingat."
        )
