"""Loading SOPs from fixture files: everything wrong is reported at once, and nothing is saved where anything is."""

import datetime as dt
from pathlib import Path

from django.db import transaction

from sop.offices.models import User
from sop.procedures.loading import Loading, LoadResult


@transaction.atomic
def load(
    paths: list[Path],
    *,
    at: dt.datetime,
    by: User | None = None,
    only_check: bool = False,
    publishing: bool = False,
) -> LoadResult:
    """Load fixture files (YAML, JSON); with `publishing` every sheet in them is published at `at` as well.

    One transaction, rolled back where there is an error and with `only_check`. Raises nothing for what stands in a
    file: the result has every finding with its place.
    """
    loading = Loading(publishing=publishing)
    loading.read(paths)
    for version in loading.versions() if not loading.result.errors else ():
        loading.finish(version)
    for version in loading.versions() if publishing and not loading.result.errors else ():
        loading.publish(version, by=by, at=at)
    loading.result.saved = not loading.result.errors and not only_check
    transaction.set_rollback(not loading.result.saved)
    return loading.result
