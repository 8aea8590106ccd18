"""What is stored by a test lies in a folder of its own."""

import pytest

from sop.offices.queries import forget_calendars


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    """Papers, evidence, bundles and scans."""
    settings.MEDIA_ROOT = tmp_path / "files"
    forget_calendars()
    return settings.MEDIA_ROOT
