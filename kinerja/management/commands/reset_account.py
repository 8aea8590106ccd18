"""Reset an account for which no second person can be found; recorded, and told to the person and the keepers."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kinerja.accounts.resets.actions import reset_by_server
from kinerja.management.commands.issue_certificate import person_named
from sop.offices.queries import posts_of


class Command(BaseCommand):
    help = "Reset faktor kedua dan kata sandi pegawai bila tidak ada orang kedua yang dapat menyetujui."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", metavar="PENGGUNA", help="nama pengguna atau NIP")
        parser.add_argument("--reason", metavar="ALASAN", required=True, help="misalnya: ponsel hilang")

    def handle(self, *args: Any, **options: Any) -> None:
        person, at = person_named(options["user"]), timezone.now()
        office = next((post.position.office for post in posts_of(person, at)), None)
        if office is None and not person.is_superuser:
            raise CommandError(
                f"{person.name} tidak memiliki penugasan hari ini, sehingga tidak ada kantor yang mencatatnya."
            )
        secret = reset_by_server(person, office, reason=options["reason"], at=at)
        self.stdout.write(
            f"Kata sandi sekali pakai {person.name}: {secret}. Serahkan langsung; berlaku 3 hari."
        )
