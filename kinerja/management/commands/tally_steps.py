"""`manage.py tally_steps`: sum up the finished steps for the compliance pages; run it hourly."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from kinerja.compliance.refreshing import refresh


class Command(BaseCommand):
    help = "Merekap langkah yang selesai untuk halaman kepatuhan. Tanpa ini halaman tetap benar, hanya lebih lambat."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{refresh(timezone.now())} pelaksanaan langkah direkap.")
