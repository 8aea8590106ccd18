"""Refusals around second factors."""

from django.conf import settings

from sop.errors import RuleError


class LastFactor(RuleError):
    """Taking off the only factor of somebody who must have one."""

    code = "last_factor"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            "Faktor kedua ini satu-satunya, sedangkan akun Anda wajib memilikinya. Pasang faktor lain dahulu, lalu lepas yang ini."
        )


class NoFactor(RuleError):
    code = "no_factor"
    http_status = 409

    def __init__(self) -> None:
        super().__init__("Belum ada faktor kedua. Pasang aplikasi autentikator atau kunci sandi dahulu.")


class KeyLost(RuleError):
    """The key that encrypts the secrets of second factors is not the one with which they were kept."""

    code = "factor_key_lost"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            "Kode tidak dapat diperiksa karena kunci penyimpanan faktor kedua pada server berganti atau hilang. "
            "Pakai kunci sandi bila ada. Bila tidak, minta pengelola pengaturan kantor Anda mereset faktor kedua Anda, "
            f"dan sampaikan kalimat ini kepada {settings.APP_CONTACT}."
        )
