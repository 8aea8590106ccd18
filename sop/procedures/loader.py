"""Loading SOPs from fixture files: everything wrong is reported at once, and nothing is saved where anything is."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from sop.offices.models import User
from sop.procedures.files import Contents, read_files
from sop.procedures.loading import Loading, LoadResult
from sop.procedures.models import SopVersion


def load(
    paths: list[Path],
    *,
    at: dt.datetime,
    by: User | None = None,
    only_check: bool = False,
    publishing: bool = False,
) -> LoadResult:
    """Load fixture files (YAML, JSON); the rest as `load_contents` does it."""
    contents = read_files(paths)
    return load_contents(contents, at=at, by=by, only_check=only_check, publishing=publishing)


@transaction.atomic
def load_contents(
    contents: Contents,
    *,
    at: dt.datetime,
    by: User | None = None,
    only_check: bool = False,
    publishing: bool = False,
    look: Callable[[SopVersion], None] | None = None,
) -> LoadResult:
    """Load what was read; with `publishing` every sheet in it is published at `at` as well.

    One transaction, rolled back where there is an error and with `only_check`. Raises nothing for what stands in a
    file: the result has every finding with its place. `look` sees each sheet as it would stand, also where there are
    errors, before anything is rolled back.
    """
    loading = Loading(publishing=publishing)
    loading.read(contents)
    for version in loading.versions() if not loading.result.errors else ():
        loading.finish(version)
    if look:
        for version in loading.versions():
            look(version)
    for version in loading.versions() if publishing and not loading.result.errors else ():
        loading.publish(version, by=by, at=at)
    loading.result.saved = not loading.result.errors and not only_check
    transaction.set_rollback(not loading.result.saved)
    return loading.result
