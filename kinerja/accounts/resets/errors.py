"""Refusals around the reset of an account."""

import datetime as dt

from kinerja.common.dates import format_moment
from sop.errors import RuleError


class AlreadyAsked(RuleError):
    code = "reset_already_asked"
    http_status = 409

    def __init__(self) -> None:
        super().__init__("Permintaan yang sama masih menunggu persetujuan. Buka Reset akun untuk melihat siapa yang dapat menyetujuinya.")  # fmt: skip


class NotWaiting(RuleError):
    """Decided, withdrawn, or too old."""

    code = "reset_not_waiting"
    http_status = 409

    def __init__(self, state: str) -> None:
        super().__init__(
            f"Permintaan ini tidak menunggu keputusan lagi ({state.lower()}). Bila masih diperlukan, ajukan yang baru."
        )


class NotSecond(RuleError):
    """Consent of one who may not give it; the sentence names who may."""

    code = "reset_not_second"
    http_status = 403

    def __init__(self, who: str) -> None:
        super().__init__(f"Persetujuan diberikan orang kedua, bukan pengusul atau pegawai itu sendiri. {who}")


class NotAsker(RuleError):
    code = "reset_not_asker"
    http_status = 403

    def __init__(self) -> None:
        super().__init__("Langkah ini dilakukan pengusul permintaan. Hubungi pengusul yang namanya tertera pada permintaan.")  # fmt: skip


class NotGranted(RuleError):
    code = "reset_not_granted"
    http_status = 409

    def __init__(self) -> None:
        super().__init__("Kata sandi sekali pakai dibuat setelah disetujui, satu kali, dan dalam satu hari. Ajukan permintaan baru.")  # fmt: skip


class Resting(RuleError):
    """The account was made or reset a moment ago: nobody gives a word of weight with it yet."""

    code = "signing_rests"
    http_status = 409

    def __init__(self, since: dt.datetime, zone: str) -> None:
        super().__init__(resting_sentence(since, zone))


def resting_sentence(since: dt.datetime, zone: str) -> str:
    """Until when, why, and what to do where it was not asked for."""
    return (
        f"Akun Anda baru dibuat atau direset orang lain. Verifikasi, paraf, dan tanda tangan dapat diberikan mulai "
        f"{format_moment(since, zone)}. Bila bukan Anda yang memintanya, hubungi pengelola pengaturan kantor Anda sekarang juga."
    )
