"""An exported workbook loads again as the very same sheet."""

import pytest

from kinerja.importers.books import read_workbook
from kinerja.importers.export import export
from sop.procedures.canonical import canonical_data
from sop.procedures.loader import load_contents
from sop.procedures.models import SopVersion
from tests.sop.procedures.catalog import NAMES
from tests.sop.procedures.conftest import NOW, seed

pytestmark = pytest.mark.django_db
__all__ = ["seed"]


@pytest.mark.parametrize("name", NAMES)
def test_every_seed_comes_back_from_its_workbook(name, seed):
    version = seed(name)
    before = canonical_data(version)
    contents = read_workbook("sop.xlsx", export(version))
    assert contents.findings == []
    result = load_contents(contents, at=NOW)
    assert result.errors == []
    after = canonical_data(SopVersion.objects.get(pk=version.pk))
    for key in before:
        assert after[key] == before[key], key
