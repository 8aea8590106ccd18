"""Verify that no history was changed: hash chains, positions, statuses and frozen data of every run."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kinerja.letters.proof import faults
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
        papers = list(faults())
        for run, sentence in papers:
            self.stderr.write(f"Berkas {run}: {sentence}")
        if bad or papers:
            broken = {finding.run_id for finding in bad} | {run for run, _ in papers}
            raise CommandError(f"{len(broken)} berkas tidak utuh.")
        return f"Utuh: {Run.objects.count()} berkas, {Event.objects.count()} peristiwa."
