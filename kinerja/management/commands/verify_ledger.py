"""Verify that no history was changed: hash chains, positions, statuses and frozen data of every run."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kinerja.handover import proof as receipts
from kinerja.letters.proof import faults
from kinerja.submissions.audit.anchors import AnchorUnreadable, lost_since
from kinerja.submissions.audit.proof import findings
from sop.ledger.models import Event
from sop.runs.models import Run


class Command(BaseCommand):
    help = "Memeriksa keutuhan riwayat semua berkas; keluar dengan kode bukan nol bila ada yang berubah."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anchor", type=Path, metavar="FILE", help="cocokkan juga dengan jangkar harian ini"
        )

    def handle(self, *args: Any, **options: Any) -> str:
        bad = list(findings())
        for finding in bad:
            place = f"peristiwa {finding.seq}: " if finding.seq else ""
            self.stderr.write(f"Berkas {finding.run_id} ‘{finding.title}’: {place}{finding.sentence}")
        papers = [*faults(), *receipts.faults()]
        for run, sentence in papers:
            self.stderr.write(f"Berkas {run}: {sentence}")
        lost = self._against(options["anchor"]) if options["anchor"] else 0
        if bad or papers or lost:
            broken = {finding.run_id for finding in bad} | {run for run, _ in papers}
            raise CommandError(f"{len(broken)} berkas tidak utuh; {lost} tidak sama dengan jangkar.")
        return f"Utuh: {Run.objects.count()} berkas, {Event.objects.count()} peristiwa."

    def _against(self, anchor: Path) -> int:
        """How many heads of the anchor the database does not go through."""
        lost = 0
        try:
            for one in lost_since(anchor):
                lost += 1
                place = f"Berkas {one.run_id}: peristiwa {one.seq} " if one.run_id else ""
                self.stderr.write(f"{place}{one.sentence}")
        except (AnchorUnreadable, OSError) as problem:
            raise CommandError(f"Jangkar tidak dapat dibaca: {problem}") from problem
        return lost
