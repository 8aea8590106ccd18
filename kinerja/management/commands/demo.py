"""`make demo`: build the demo once, say who can sign in, and serve it on this machine."""

import datetime as dt
import os
import socket
import subprocess
import sys
from argparse import ArgumentParser, ArgumentTypeError
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.servers import basehttp
from django.core.wsgi import get_wsgi_application
from django.utils import timezone

from kinerja.documents.pdf import engine_missing
from kinerja.management.demo.build import build, renew
from kinerja.management.demo.files import people_of
from kinerja.management.demo.people import ADMIN, PHRASE, built_for, logins
from kinerja.management.demo.users import demo_users, table, write_list
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.papers.report import prepare
from sop.offices.models import Office, User

ADDRESS = "127.0.0.1"
MOST_LANES = 4
WORKER_DELAY = 10  # seconds; nobody waits for a page because the worker starts


class Command(BaseCommand):
    help = (
        "Menyiapkan peragaan lima perangkat daerah dengan pengguna rekaan, lalu melayaninya di komputer ini."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="porta (bawaan: 8000)")
        parser.add_argument("--clock", type=_day, metavar="TTTT-BB-HH", help="tanggal peragaan")
        parser.add_argument(
            "--check", action="store_true", help="periksa keutuhan data peragaan, lalu selesai"
        )
        parser.add_argument("--no-serve", action="store_true", help="siapkan saja, tanpa melayani")

    def handle(self, *args: Any, **options: Any) -> None:
        serving = not (options["check"] or options["no_serve"])
        if not (settings.DEBUG or settings.DEMO):
            raise CommandError("Peragaan hanya berjalan dengan DEBUG=true; jangan memakainya di kantor.")
        if serving:
            _refuse_taken(options["port"])
        today = options["clock"] or timezone.localdate()
        self._build(options["clock"], today, options["port"])
        if options["check"]:
            self._check()
        users = demo_users(today)
        write_list(users)
        for line in table(users):
            self.stdout.write(line)
        self.stdout.write(f"\nKata sandi semua pengguna: {PHRASE}")
        if serving:
            self._serve(options["port"])

    def _build(self, clock: dt.date | None, today: dt.date, port: int) -> None:
        built = built_for()
        if built and clock and built != clock:
            raise CommandError(
                f"Peragaan sudah disiapkan untuk {built:%d-%m-%Y}. Hapus isi {settings.DATA_DIR} untuk memulai lagi."
            )
        if built is None:
            _refuse_foreign()
            if sentence := engine_missing():
                self.stdout.write(f"{sentence} Berkas peragaan berhenti sebelum tanda tangan.")
            document = partial(prepare, site=f"http://{ADDRESS}:{port}")
            lanes = min(os.cpu_count() or 1, MOST_LANES)
            try:
                build(today=today, prepare=document, lanes=lanes, say=self._say)
            except KeyboardInterrupt as stop:
                raise CommandError("Dihentikan. Jalankan kembali untuk melanjutkan dari sini.") from stop
        renew(today=today)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _check(self) -> None:
        found = [f"{finding.title}: {finding.sentence}" for finding in findings()]
        if found:
            raise CommandError("\n".join(["Data peragaan tidak utuh:", *found]))
        self.stdout.write("Data peragaan utuh.")

    def _serve(self, port: int) -> None:
        self.stdout.write(f"\nBuka http://{ADDRESS}:{port}/ (Ctrl+C untuk berhenti)")
        self.stdout.flush()
        helper = _start_worker()
        try:
            basehttp.run(ADDRESS, port, get_wsgi_application(), threading=True)
        except KeyboardInterrupt:
            self.stdout.write("\nPeragaan berhenti; data tetap tersimpan.")
        finally:
            helper.terminate()
            helper.wait()


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"tulis tanggal seperti 2026-11-21, bukan {text}") from error


def _start_worker() -> "subprocess.Popen[bytes]":
    """Beside the server, after the first pages, giving way to them; it ends with this process, however that ends."""
    manage = str(Path(settings.BASE_DIR) / "manage.py")
    words = ["worker", "--delay", str(WORKER_DELAY), "--parent", str(os.getpid()), "--nice", "10"]
    return subprocess.Popen([sys.executable, manage, *words])  # noqa: S603


def _refuse_taken(port: int) -> None:
    """Say so before the building begins."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise CommandError(
                f"Porta {port} sedang dipakai program lain. Pilih porta lain: make demo PORT={port + 1}"
            ) from error


def _refuse_foreign() -> None:
    """Never mix invented people into the data of an office."""
    offices = Office.objects.exclude(code__in=people_of()).exists()
    if offices or User.objects.exclude(username__in=[ADMIN, *logins()]).exists():
        raise CommandError(
            "Basis data ini sudah berisi data lain. Peragaan memerlukan basis data tersendiri."
        )
