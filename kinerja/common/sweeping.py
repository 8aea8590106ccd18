"""Sweeping stored files that no row ever came to name."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from django.conf import settings

OLD = 24 * 60 * 60  # seconds; an upload that takes longer than this is none
BATCH = 500


def sweep_folder(
    folder: str, known: Callable[[Sequence[str]], set[str]], *, now: float | None = None
) -> list[str]:
    """Delete the files of a folder of `blobs` older than a day that no row names; returns their names.

    `known`: those of some sha256 that must stay, asked for a batch at a time.
    """
    before = (time.time() if now is None else now) - OLD
    swept = []
    for batch in _batches(folder, before):
        kept = known([path.stem for path in batch])
        # Looked at again: the same bytes may have arrived once more meanwhile, which makes the file young.
        for path in batch:
            if path.stem not in kept and _is_old(path, before):
                path.unlink(missing_ok=True)
                swept.append(path.name)
    return swept


def _batches(folder: str, before: float) -> Iterator[list[Path]]:
    batch: list[Path] = []
    for path in sorted((Path(settings.MEDIA_ROOT) / folder).glob("*/*")):
        if _is_old(path, before):
            batch.append(path)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _is_old(path: Path, before: float) -> bool:
    return path.is_file() and path.stat().st_mtime < before
