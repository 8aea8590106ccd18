"""Log records as JSON lines. They name the request and the user, never what was typed."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime

reference: ContextVar[str] = ContextVar("reference", default="")
user_id: ContextVar[int | None] = ContextVar("user_id", default=None)


class JsonFormatter(logging.Formatter):
    """One object per line: time (UTC), level, logger, message, reference, user, and the traceback if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "reference": reference.get(),
            "user": user_id.get(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
