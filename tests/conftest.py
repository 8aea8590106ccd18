"""What every test shares: no network, the guards of history out of the way of a flush, and the right database."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from pytest_socket import socket_allow_hosts

from tests import guards
from tests.browser import axe, base_url, browser_type_launch_args, new_context, sign_in

# Playwright keeps an event loop in the thread of the test; Django would refuse to touch the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# How long an example takes tells of the machine, not of the code.
hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.settings.load_profile("house")
# SpiffWorkflow brings lxml, which openpyxl would use; where the application runs there is none.
os.environ.setdefault("OPENPYXL_LXML", "False")

# The browser's fixtures replace some of the plugin's, which only a conftest can.
__all__ = ["axe", "base_url", "browser_type_launch_args", "new_context", "sign_in"]
pytest_plugins = ["tests.cast"]


@receiver(connection_created)
def forget_at_power_loss(connection: Any, **_: Any) -> None:
    """A test database need not survive the machine: nothing waits for the disk. PostgreSQL is started so as well."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")


def pytest_runtest_setup() -> None:
    """Reach this machine only: 127.0.0.1 for live servers, unix sockets for PostgreSQL and the browser."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if connection.vendor == "postgresql":
        return
    reason = "needs PostgreSQL: contrib/with_postgres.sh .venv/bin/pytest -m 'engine or postgres'"
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason=reason))


def pytest_unconfigure() -> None:
    """Remove the folder that stood in for an office's data."""
    shutil.rmtree(settings.SCRATCH, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def history_can_be_flushed() -> Iterator[None]:
    """Transactional tests end by emptying every table, which the triggers of history refuse."""
    flush = TransactionTestCase._fixture_teardown

    def flush_without_guards(case: TransactionTestCase) -> None:
        cache.clear()
        with guards.lifted():
            flush(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_without_guards)
        yield
