"""Refusals around second factors."""

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
