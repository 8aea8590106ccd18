"""A kecamatan whose SOP asks for papers, and a paper that is drawn in no time unless a test wants the real one."""

import hashlib

import pytest

from kinerja.letters import issuing
from sop.offices.queries import forget_calendars
from tests.makers import submission_at
from tests.worlds import load_world


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    forget_calendars()
    return tmp_path


@pytest.fixture
def quick(monkeypatch):
    """Other data, other bytes; nothing is drawn."""

    def draw(data):
        return b"%PDF-1.7 " + hashlib.sha256(repr(data).encode()).hexdigest().encode()

    monkeypatch.setattr(issuing, "render_letter", draw)
    monkeypatch.setattr("kinerja.letters.views.letters.render_letter", draw)


@pytest.fixture
def iv_jurai(db):
    return load_world("iv-jurai")


@pytest.fixture
def inviting(iv_jurai):
    """A file at step 4, which yields the invitation."""
    return submission_at(4, world=iv_jurai)
