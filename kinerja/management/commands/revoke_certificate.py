"""Revoke the certificate of an official: lost passphrase, end of the appointment."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kinerja.management.commands.issue_certificate import person_named
from kinerja.signing.issuing import revoke_certificates, revoke_departed


class Command(BaseCommand):
    help = "Mencabut sertifikat tanda tangan; yang sudah ditandatangani tetap berlaku."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", nargs="?", metavar="PENGGUNA", help="nama pengguna atau NIP")
        parser.add_argument("--reason", metavar="ALASAN", help="misalnya: frasa sandi lupa")
        parser.add_argument(
            "--departed", action="store_true", help="semua pejabat yang penugasan terakhirnya sudah berakhir"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["departed"]:
            if options["user"]:
                raise CommandError("Pilih salah satu: PENGGUNA atau --departed.")
            self.stdout.write(f"{revoke_departed(timezone.now())} sertifikat dicabut.")
            return
        if not options["user"] or not options["reason"]:
            raise CommandError("Sebutkan PENGGUNA dan --reason, atau pakai --departed.")
        person = person_named(options["user"])
        if not revoke_certificates(person, reason=options["reason"]):
            raise CommandError(f"{person.name} tidak memiliki sertifikat yang berlaku.")
        self.stdout.write(f"Sertifikat {person.name} dicabut.")
