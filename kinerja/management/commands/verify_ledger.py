"""Verify that no history was changed: hash chains, positions, statuses and frozen data of every run."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kinerja.submissions.audit.proof import findings
from sop.ledger.models import Event
from sop.runs.models import Run


class Command(BaseCommand):
    help = "Memeriksa keutuhan riwayat semua berkas; keluar dengan kode bukan nol bila ada yang berubah."

    def handle(self, *args: Any, **options: Any) -> str:
        bad = list(findings())
        for finding in bad:
            place = f"peristiwa {finding.seq}: " if finding.seq else ""
            self.stderr.write(f"Berkas {finding.run_id} ‘{finding.title}’: {place}{finding.sentence}")
        if bad:
            raise CommandError(f"{len(bad)} berkas tidak utuh.")
        return f"Utuh: {Run.objects.count()} berkas, {Event.objects.count()} peristiwa."
