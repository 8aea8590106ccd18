"""Refusals around people and appointments."""

from sop.errors import RuleError


class AlreadyHeld(RuleError):
    """Somebody else recorded an appointment to the post at the same moment."""

    code = "already_held"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            "Jabatan ini baru saja diisi orang lain pada tanggal yang sama. Buka kembali daftar penugasan, lalu periksa."
        )


class AlreadyEnded(RuleError):
    code = "already_ended"
    http_status = 409

    def __init__(self, days: str) -> None:
        super().__init__(f"Penugasan ini sudah berakhir ({days}), sehingga tidak ada yang perlu diakhiri.")


class NotYourPerson(RuleError):
    """A person whom this keeper may see and not change."""

    code = "not_your_person"
    http_status = 403


class SelfAppointed(RuleError):
    """Two eyes too few: rights come from posts, so nobody gives himself one."""

    code = "self_appointed"
    http_status = 403

    def __init__(self) -> None:
        super().__init__(
            "Penugasan untuk diri sendiri dicatat oleh pengelola lain atau admin aplikasi. Sampaikan surat perintahnya kepada mereka."
        )


class SecondOwed(RuleError):
    """Whoever makes a password for one who signs could sign as him: two people, or none."""

    code = "second_owed"
    http_status = 403

    def __init__(self) -> None:
        super().__init__(
            "Pegawai ini memverifikasi, memaraf, menandatangani, atau mengelola. Kata sandinya dibuat setelah orang kedua "
            "menyetujui: ajukan dari Pengaturan › Jabatan & pegawai › pegawai itu."
        )


class AlreadySo(RuleError):
    code = "already_so"
    http_status = 409

    def __init__(self, *, active: bool) -> None:
        state = "aktif" if active else "nonaktif"
        super().__init__(f"Akun ini sudah {state}. Buka kembali daftar pegawai untuk melihat keadaannya.")
