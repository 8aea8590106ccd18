"""`manage.py sweep_files`: delete uploaded files that no row came to name; run it daily."""

from typing import Any

from django.core.management.base import BaseCommand

from kinerja.submissions.evidence.storage import sweep


class Command(BaseCommand):
    help = "Menghapus berkas bukti dukung yang lebih dari 24 jam tidak tercatat pada baris mana pun."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{len(sweep())} berkas tanpa catatan dihapus.")
