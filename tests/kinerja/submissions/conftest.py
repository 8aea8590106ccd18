"""A staffed office with a real SOP for the pages of a file; papers are faked unless a test asks for real ones."""

import hashlib

import pytest

from kinerja.submissions.papers import report as papers
from sop.offices.queries import forget_calendars
from tests.kinerja.submissions import office


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    """Stored papers lie in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path
    forget_calendars()
    return tmp_path


@pytest.fixture
def quick_papers(monkeypatch):
    """Bytes that stand for a rendered report: other data, other bytes."""

    def render(report):
        return b"%PDF-1.7 " + hashlib.sha256(repr(report).encode()).hexdigest().encode()

    monkeypatch.setattr(papers, "render_report", render)
    monkeypatch.setattr("kinerja.submissions.views.papers.render_report", render)
    return render


@pytest.fixture
def sumenep(db, quick_papers):
    """Nine steps: fill per unit, a decision that verifies, one paraf, a decision without effect, sign and archive at once."""
    return office.found("sumenep", indicators=1)


@pytest.fixture
def musi_rawas(db, quick_papers):
    """Eleven steps: an early decision, two paraf, a receipt and the archive at the end."""
    return office.found("musi-rawas", indicators=1)
