"""Write the secrets of second factors anew with the newest key: once a new MFA_KEY stands before the older ones."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kinerja.accounts.actions import encrypt_anew


class Command(BaseCommand):
    help = "Tulis ulang rahasia faktor kedua dengan MFA_KEY terbaru; sesudahnya MFA_KEY_FALLBACKS boleh dikosongkan."

    def handle(self, *args: Any, **options: Any) -> None:
        done, lost = encrypt_anew()
        self.stdout.write(f"{done} faktor kedua tersimpan dengan kunci terbaru.")
        if lost:
            names = ", ".join(str(user) for user in lost)
            raise CommandError(
                f"Faktor kedua {len(lost)} pegawai tidak dapat dibuka dengan kunci yang ada: {names}. "
                "Tambahkan kunci lamanya pada MFA_KEY_FALLBACKS, atau minta pengelola mereset faktor kedua mereka."
            )
