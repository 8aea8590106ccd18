"""Load SOPs from fixture files, with a report that a planner understands."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sop.procedures.findings import Level
from sop.procedures.loader import load
from sop.procedures.loading import LoadResult


class Command(BaseCommand):
    help = "Memuat SOP dari berkas YAML atau JSON. Bila ada galat, tidak ada yang disimpan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="BERKAS", type=Path)
        parser.add_argument("--check", action="store_true", help="periksa saja, tidak menyimpan")
        parser.add_argument("--publish", action="store_true", help="terbitkan naskahnya sekaligus")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="bentuk laporan")

    def handle(self, *args: Any, **options: Any) -> str:
        result = load(
            options["files"],
            at=timezone.now(),
            only_check=options["check"],
            publishing=options["publish"],
        )
        report = _json(result) if options["format"] == "json" else _text(result)
        if result.errors:
            self.stdout.write(report)
            raise CommandError(result.sentence)
        return report


def _text(result: LoadResult) -> str:
    lines = []
    for level in Level:
        found = [finding for finding in result.findings if finding.severity is level]
        if found:
            lines.append(f"{level.words} ({len(found)})")
            lines += [f"  {finding}" for finding in found]
    return "\n".join([*lines, result.sentence])


def _json(result: LoadResult) -> str:
    outcome = {**asdict(result), "refused": bool(result.errors), "sentence": result.sentence}
    return json.dumps(outcome, ensure_ascii=False, indent=2)
