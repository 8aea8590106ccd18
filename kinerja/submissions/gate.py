"""The gate through which alone a status may change: open only inside `actions.act()`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_open: ContextVar[bool] = ContextVar("inside_act", default=False)


@contextmanager
def transitions_allowed() -> Iterator[None]:
    """Let the transitions of django_fsm run; `act()` uses it, and nothing else may."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def inside_act(_submission: object) -> bool:
    """Condition of every transition."""
    return _open.get()
