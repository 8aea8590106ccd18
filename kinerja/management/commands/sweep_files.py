"""`manage.py sweep_files`: delete uploads that no row names, and what a berita acara destroyed; run it daily."""

from typing import Any

from django.core.management.base import BaseCommand

from kinerja.archive.destroying import finish_destroying
from kinerja.handover import sweeping as receipts
from kinerja.submissions.evidence.storage import sweep


class Command(BaseCommand):
    help = (
        "Menghapus bukti dukung dan tanda terima yang lebih dari 24 jam tidak tercatat pada baris mana pun."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        destroyed = finish_destroying()
        self.stdout.write(f"{len(sweep()) + len(receipts.sweep())} berkas tanpa catatan dihapus.")
        if destroyed:
            self.stdout.write(f"{destroyed} berkas yang dimusnahkan dengan berita acara dihapus.")
