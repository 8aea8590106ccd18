"""Taking the triggers of history away while a test database is emptied."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

from django.db import connection

MODULES = ["sop.migrations._guards", "kinerja.migrations._locks", "kinerja.migrations._evaluations"]


def _modules() -> list[ModuleType]:
    return [import_module(name) for name in MODULES]


@contextmanager
def lifted() -> Iterator[None]:
    """Without guards inside, with guards again afterwards, whatever happened."""
    for module in _modules():
        module.lift(connection)
    try:
        yield
    finally:
        for module in _modules():
            module.install(connection)
