"""Work side by side: one process per lane, since drawing PDF keeps a processor busy."""

import gc
import multiprocessing
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Any

import django
from django.db import connections

GARBAGE = 50_000


def each_in_a_lane(
    work: Callable[..., str], tasks: Sequence[tuple[Any, ...]], *, lanes: int, say: Callable[[str], None]
) -> None:
    """Do the work with the arguments of each task, `say` what each returns; with one lane in this very process."""
    if lanes <= 1:
        for task in tasks:
            say(work(*task))
        return
    connections.close_all()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(lanes, mp_context=context, initializer=_set_up) as pool:
        for done in as_completed([pool.submit(work, *task) for task in tasks]):
            say(done.result())


def _set_up() -> None:
    """A fresh process knows Django's settings by its environment; on Ctrl-C it ends without a word.

    Drawing makes many objects that live on: looking for garbage less often saves a fifth of the time.
    """
    gc.set_threshold(GARBAGE)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    django.setup()
