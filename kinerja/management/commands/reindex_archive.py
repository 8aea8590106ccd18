"""`manage.py reindex_archive`: write the words, signers, units and dates of the archive anew."""

from typing import Any

from django.core.management.base import BaseCommand

from kinerja.archive.reindexing import reindex


class Command(BaseCommand):
    help = "Menulis ulang kata pencarian dan tanggal retensi semua catatan arsip; aman diulang."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{reindex()} catatan arsip ditulis ulang.")
