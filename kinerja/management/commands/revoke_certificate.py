"""Revoke the certificate of an official: lost passphrase, end of the appointment."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kinerja.management.commands.issue_certificate import person_named
from kinerja.signing.issuing import revoke_certificates


class Command(BaseCommand):
    help = "Mencabut sertifikat tanda tangan; yang sudah ditandatangani tetap berlaku."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", metavar="PENGGUNA", help="nama pengguna atau NIP")
        parser.add_argument("--reason", required=True, metavar="ALASAN", help="misalnya: frasa sandi lupa")

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_named(options["user"])
        if not revoke_certificates(person, reason=options["reason"]):
            raise CommandError(f"{person.name} tidak memiliki sertifikat yang berlaku.")
        self.stdout.write(f"Sertifikat {person.name} dicabut.")
