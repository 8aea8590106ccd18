"""The heads of all chains, written down outside the database every day.

A chain shows that its own end was reached honestly, not that nobody rewrote all of it: whoever owns the database could. Each
file in DATA_DIR/anchors names the head of every run and the sha256 of the file before it. Copy it to another machine.

    kinerja-anchor 1
    date 2026-11-26
    previous <file name> <sha256>        (or "previous -")
    <run> <seq> <head>                   one line for each run, by number
"""

import datetime as dt
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from sop.ledger.models import Event
from sop.runs.models import Run

FOLDER, MARK, NOTHING = "anchors", "kinerja-anchor 1", "-"
CHUNK = 500


class AnchorUnreadable(ValueError):
    """The file is not an anchor of ours."""


@dataclass(frozen=True)
class Lost:
    """A run that does not go through its anchored head; `run_id` 0: the file before it is not the one it names."""

    run_id: int
    seq: int
    sentence: str


def drop_anchor(at: dt.datetime) -> str:
    """Write today's file if it is not there; its name, "" where it was. Constant memory."""
    folder = Path(settings.DATA_DIR) / FOLDER
    day = timezone.localdate(at)
    target = folder / f"{day:%Y-%m-%d}.txt"
    if target.exists():
        return ""
    folder.mkdir(parents=True, exist_ok=True)
    earlier = sorted(path for path in folder.glob("*.txt") if path.name < target.name)
    previous = f"{earlier[-1].name} {_digest(earlier[-1])}" if earlier else NOTHING
    _write(target, [MARK, f"date {day}", f"previous {previous}"])
    return target.name


def lost_since(path: Path) -> Iterator[Lost]:
    """What the database does not hold any more of what this file saw. AnchorUnreadable; OSError."""
    with path.open(encoding="ascii", errors="replace") as lines:
        if next(lines, "").strip() != MARK or not next(lines, "").startswith("date "):
            raise AnchorUnreadable(path.name)
        yield from _earlier_file(path, next(lines, "").split())
        while chunk := list(islice(lines, CHUNK)):
            yield from _lost([_head(line, path) for line in chunk])


def _write(target: Path, heading: list[str]) -> None:
    """Under another name first: a tick that is killed leaves no half file behind, and one that comes second changes nothing."""
    with tempfile.NamedTemporaryFile("w", dir=target.parent, suffix=".part", delete=False) as file:
        file.writelines(f"{line}\n" for line in heading)
        rows = Run.objects.order_by("pk").values_list("pk", "seq", "head")
        file.writelines(f"{pk} {seq} {head}\n" for pk, seq, head in rows.iterator(chunk_size=CHUNK) if seq)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).chmod(0o440)
    try:
        os.link(file.name, target)  # unlike a renaming, it never replaces what another tick has just written
    except FileExistsError:
        pass
    finally:
        Path(file.name).unlink()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _earlier_file(path: Path, words: list[str]) -> Iterator[Lost]:
    match words:
        case ["previous", "-"]:
            return
        case ["previous", name, digest]:
            before = path.parent / Path(name).name
            if before.exists() and _digest(before) != digest:
                yield Lost(0, 0, f"berkas jangkar {before.name} berubah sejak {path.name} ditulis")
        case _:
            raise AnchorUnreadable(path.name)


def _head(line: str, path: Path) -> tuple[int, int, str]:
    try:
        run, seq, head = line.split()
        return int(run), int(seq), head
    except ValueError as problem:
        raise AnchorUnreadable(path.name) from problem


def _lost(heads: list[tuple[int, int, str]]) -> Iterator[Lost]:
    """One query for each chunk."""
    runs = [run for run, _, _ in heads]
    wanted = {(run, seq) for run, seq, _ in heads}
    events = Event.objects.filter(run__in=runs, seq__in={seq for _, seq in wanted})
    known = {(run, seq): head for run, seq, head in events.values_list("run", "seq", "hash")}
    for run, seq, head in heads:
        found = known.get((run, seq))
        if found is None:
            yield Lost(run, seq, "tidak ada lagi, padahal tercatat pada jangkar")
        elif found != head:
            yield Lost(run, seq, "berbeda dari yang tercatat pada jangkar")
