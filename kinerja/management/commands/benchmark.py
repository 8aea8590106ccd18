"""Print every performance ratio of this house, measured in a database made for it and thrown away afterwards."""

import platform
import sqlite3
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.test.utils import override_settings, setup_databases, teardown_databases

from kinerja.management.benchmark import (
    acts,
    books,
    compliance,
    growth,
    pages,
    papers,
    recaps,
    signatures,
    ticks,
)
from kinerja.management.benchmark.timing import Line
from kinerja.management.benchmark.world import World, build

PARTS = {
    "acts": acts.lines,
    "pages": pages.lines,
    "papers": papers.lines,
    "books": books.lines,
    "recaps": recaps.lines,
    "signatures": signatures.lines,
    "ticks": ticks.lines,
    "compliance": compliance.lines,
    "growth": growth.lines,
}

# Templates cached and no query log, whatever the environment says; static files need not have been collected.
AS_IN_AN_OFFICE: dict[str, Any] = {
    "DEBUG": False,
    "ROOT_URLCONF": "kinerja.management.benchmark.urls",
    "ALLOWED_HOSTS": ["testserver"],
    "SECURE_SSL_REDIRECT": False,
    "STORAGES": {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
}


class Command(BaseCommand):
    help = "Mengukur kinerja aplikasi sebagai rasio; memakai basis data sementara."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "parts",
            nargs="*",
            choices=[*PARTS, []],
            help="acts, pages, papers, books, recaps, signatures, ticks, compliance, growth; default: all",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = [
            part for part in PARTS if part in (options["parts"] or PARTS)
        ]  # growth last: it fills the lists
        if connection.vendor == "sqlite":  # a file, as in an office: memory would flatter
            connection.settings_dict["TEST"]["NAME"] = str(Path(tempfile.mkdtemp()) / "benchmark.sqlite3")
        old = setup_databases(verbosity=0, interactive=False)
        try:
            with override_settings(**AS_IN_AN_OFFICE):
                self.stdout.write(heading())
                for line in measure(wanted):
                    self.stdout.write(str(line))
        finally:
            teardown_databases(old, verbosity=0)


def heading() -> str:
    engine = connection.vendor
    version = sqlite3.sqlite_version if engine == "sqlite" else connection.pg_version  # type: ignore[attr-defined]
    python = platform.python_version()
    return f"{engine} {version}, Django {django.__version__}, Python {python}"


def measure(parts: list[str]) -> Iterator[Line]:
    world: World = build()
    for part in parts:
        yield from PARTS[part](world)
