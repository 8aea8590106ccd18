"""The chain itself: stored text and hash. Pure."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def canonical(data: Mapping[str, Any]) -> str:
    """The text that is stored and hashed; it is never made again from parsed data."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def link(previous: str, text: str) -> str:
    """Hash of an event: sha256(previous hash ‖ text) as 64 hex digits."""
    return hashlib.sha256((previous + text).encode()).hexdigest()
