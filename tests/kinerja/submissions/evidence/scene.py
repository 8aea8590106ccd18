"""Short ways to attach files to the first row of an office."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kinerja.submissions.evidence.actions import attach
from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.evidence.receiving import arrive
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Submission
from sop.offices.models import User
from tests.engine.graphs import World
from tests.engine.walking import fresh, walk_to_step
from tests.kinerja.submissions.evidence.makers import pdf
from tests.kinerja.submissions.sheets import browser_of


@dataclass
class Scene:
    """A file, its first unit's clerk, and the rows of that unit."""

    world: World
    submission: Submission

    @property
    def unit(self) -> int:
        return self.world.units[0].pk

    @property
    def clerk(self) -> User:
        return self.world.clerks[self.unit]

    def row(self, place: int = 0, unit: int = 0) -> Figure:
        rows = Figure.objects.filter(submission=self.submission, unit=self.world.units[unit])
        return rows.order_by("order")[place]

    def attach(self, name: str = "rekap.pdf", content: bytes | None = None, **more: Any) -> Evidence:
        """One file on the first row (or `row`), by the clerk (or `by`)."""
        row, by = more.get("row") or self.row(), more.get("by") or self.clerk
        arrival = arrive(name, content or pdf(text=name))
        return attach(self.submission, row.pk, [arrival], by=by).added[0]

    def at(self, step: int) -> None:
        self.submission = walk_to_step(self.world, self.submission, step)

    def fresh(self) -> Submission:
        return fresh(self.submission)

    def url(self, row: Figure | None = None) -> str:
        row = row or self.row()
        return reverse("submissions:evidence", args=[self.submission.pk, row.unit_id, row.pk])

    def url_of(self, name: str, file: Evidence) -> str:
        return reverse(f"submissions:{name}", args=[self.submission.pk, file.pk])

    def post(self, *files: tuple[str, bytes], by: User | None = None, **more: Any) -> Any:
        """Upload to the first row as a browser does."""
        sent = {"berkas": [SimpleUploadedFile(name, content) for name, content in files]}
        return browser_of(by or self.clerk).post(more.pop("url", self.url()), sent, **more)
