"""Attempts to fill that were refused: the refusal takes its transaction back, so they are kept until that is over."""

import datetime as dt
import logging
from contextvars import ContextVar
from dataclasses import dataclass

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Attempt:
    """Who tried to fill for which unit of which file, and when."""

    submission: int
    unit: int
    user: int
    at: dt.datetime


collected: ContextVar[list[Attempt] | None] = ContextVar("refused_attempts", default=None)


def remember(attempt: Attempt) -> None:
    """Say so in the log at once, and leave the rest to whoever carries the request."""
    logger.info(
        "Filling refused, the window is closed: submission %s, unit %s, user %s",
        attempt.submission, attempt.unit, attempt.user,
    )  # fmt: skip
    waiting = collected.get()
    if waiting is not None:
        waiting.append(attempt)
