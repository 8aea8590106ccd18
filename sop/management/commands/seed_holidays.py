"""Write the national days off of some years into the calendar."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from sop.offices.national_import import seed_holidays

FIRST, LAST = 2000, 2100


class Command(BaseCommand):
    help = "Mencatat hari libur nasional dan cuti bersama untuk tahun yang disebut; aman diulang."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("years", metavar="TAHUN", type=int, nargs="+", choices=range(FIRST, LAST + 1))

    def handle(self, *args: Any, years: list[int], **options: Any) -> str:
        done = seed_holidays(years)
        return (
            f"Hari libur {', '.join(map(str, sorted(set(years))))}: {done.sentence}, {done.unchanged} tetap. "
            f"{done.forecast} di antaranya masih perkiraan."
        )
