"""The clock of a Thursday morning, papers in a folder of the test, and PDF bytes without drawing a PDF."""

from collections.abc import Iterator

import pytest
import time_machine

from sop.offices.queries import forget_calendars
from tests.access.scenes import NOW
from tests.makers import TINY

# What is drawn anew differs from what was stored when it was signed.
DRAWN = TINY + b"drawn again"
RENDERERS = (
    "kinerja.submissions.views.papers.render_report",
    "kinerja.submissions.views.forms.render_form",
    "kinerja.insights.views.recap.render_recap",
    "kinerja.insights.views.sheets.render_sheet",
    "kinerja.letters.views.letters.render_letter",
)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    forget_calendars()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def papers(settings, tmp_path, monkeypatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("kinerja.submissions.papers.report.render_report", lambda _data: TINY)
    for name in RENDERERS:
        monkeypatch.setattr(name, lambda _data: DRAWN)
