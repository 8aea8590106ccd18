"""`manage.py tick`: do everything that is due by the clock; for a timer where no worker runs. Safe to run at any time."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kinerja.jobs.ticks import run_duties
from kinerja.management.ticks import DUTIES


class Command(BaseCommand):
    help = (
        "Mengerjakan semua tugas berkala yang sudah waktunya; aman dijalankan kapan saja dan berulang kali."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        outcomes = run_duties(DUTIES, timezone.now())
        for outcome in outcomes:
            self.stdout.write(f"{outcome.name}: {outcome.said or 'selesai'}")
        if failed := [outcome.name for outcome in outcomes if outcome.failed]:
            raise CommandError(f"Tugas berkala yang gagal: {', '.join(failed)}. Sebabnya ada di log.")
