"""Issue certificates to officials, who type their own passphrase: it is kept nowhere."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.views.decorators.debug import sensitive_variables

from kinerja.common.accounts import find_user
from kinerja.signing.errors import PassphraseTooShort
from kinerja.signing.issuing import issue_certificate
from sop.offices.models import User


class Command(BaseCommand):
    help = (
        "Menerbitkan sertifikat tanda tangan; frasa sandinya diketik sendiri oleh pejabat dan tidak disimpan."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("users", nargs="+", metavar="PENGGUNA", help="nama pengguna atau NIP")

    def handle(self, *args: Any, **options: Any) -> None:
        people = [person_named(name) for name in options["users"]]
        for person in people:
            row = self._issue(person)
            self.stdout.write(
                f"Sertifikat {row.serial} untuk {person.name}, berlaku sampai {row.not_after:%d-%m-%Y}."
            )

    @sensitive_variables("typed")
    def _issue(self, person: User) -> Any:
        typed = self._ask(f"Frasa sandi untuk {person.name}: ")
        if sys.stdin.isatty() and typed != self._ask("Ketik sekali lagi: "):
            raise CommandError("Kedua frasa sandi tidak sama. Tidak ada sertifikat yang diterbitkan.")
        try:
            return issue_certificate(person, typed)
        except PassphraseTooShort as refused:
            raise CommandError(refused.sentence) from None

    def _ask(self, prompt: str) -> str:
        """From the terminal without showing it, or a line of standard input where there is no terminal."""
        return getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def person_named(name: str) -> User:
    """The person of this user name or NIP; CommandError where there is none."""
    person = find_user(name)
    if person is None:
        raise CommandError(f"Tidak ada pengguna dengan nama atau NIP {name}.")
    return person
