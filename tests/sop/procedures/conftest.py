"""The five SOPs as they are shipped."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from sop.procedures.actions import publish
from sop.procedures.checks import sheet_of
from sop.procedures.loader import load
from sop.procedures.loading import LoadResult
from sop.procedures.models import Publication, SopVersion
from sop.procedures.sheets import Sheet
from tests.sop.procedures.catalog import FIXTURES, NAMES

NOW = dt.datetime(2026, 1, 5, 1, 0, tzinfo=dt.UTC)
Load = Callable[[str], SopVersion]


def load_files(*paths: Path, **options: Any) -> LoadResult:
    return load(list(paths), at=NOW, **options)


@contextmanager
def loaded(blocker: Any, *names: str) -> Iterator[list[SopVersion]]:
    """Shipped SOPs in the database for longer than one test; rolled back at the end."""
    with blocker.unblock(), transaction.atomic():
        assert load_files(*(FIXTURES / f"{name}.yaml" for name in names)).errors == []
        yield [SopVersion.objects.get(sop__office__code__endswith=name) for name in names]
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def sheets(django_db_setup: None, django_db_blocker: Any) -> dict[str, Sheet]:
    """The five shipped SOPs as plain data with their staffing."""
    with loaded(django_db_blocker, *NAMES) as versions:
        return dict(zip(NAMES, map(sheet_of, versions), strict=True))


@pytest.fixture
def seed(db: None) -> Load:
    """A function that loads one of the shipped SOPs by its name, as a draft."""

    def load_seed(name: str) -> SopVersion:
        result = load_files(FIXTURES / f"{name}.yaml")
        assert result.errors == []
        return SopVersion.objects.select_related("sop__office").get(sop__office__code__endswith=name)

    return load_seed


@pytest.fixture
def published(seed: Load) -> Publication:
    """Tasikmalaya: meeting, decisions and a record; every sheet table has rows."""
    return publish(seed("tasikmalaya"), by=None, at=NOW)


@pytest.fixture
def edited(tmp_path: Path):
    """A copy of the Sumenep file with some texts replaced."""

    def edit(*changes: tuple[str, str], name: str = "naskah.yaml") -> Path:
        text = (FIXTURES / "sumenep.yaml").read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return edit
