"""What allauth's second factors are called here."""

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from kinerja.accounts import vault

PASSKEY_REFUSED = (
    "Kunci sandi tidak cocok atau permintaannya sudah lewat waktu. Ulangi, atau pakai cara lain."
)


class FactorAdapter(DefaultMFAAdapter):
    """Names of the house, secrets under its own key; nothing is mailed."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": PASSKEY_REFUSED,
    }

    def encrypt(self, text: str) -> str:
        return vault.lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        """KeyLost where no key of this installation opens it."""
        return vault.unlock(encrypted_text)

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return str(user.get_username())

    def get_totp_issuer(self) -> str:
        return str(settings.APP_NAME)

    def _get_site_name(self) -> str:
        return str(settings.APP_NAME)

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        return str(user.get_username())
