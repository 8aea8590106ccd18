"""Log records as JSON lines. They name the request and the user, never what was typed."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

reference: ContextVar[str] = ContextVar("reference", default="")
# Addresses that open something without a login; what stands after the first part is the secret.
SECRET_PATHS = re.compile(r"(/kalender/)[^\s/?#\"']+")
user_id: ContextVar[int | None] = ContextVar("user_id", default=None)


def masked(text: str) -> str:
    """The text without the secrets of addresses."""
    return SECRET_PATHS.sub(r"\1***", text)


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
            line["traceback"] = masked(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


class MaskSecrets(logging.Filter):
    """Django logs the address of every refused request; a secret in it is masked."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, rewritten where it holds such an address."""
        text = record.getMessage()
        if (safe := masked(text)) != text:
            record.msg, record.args = safe, None
        return True


def logging_for(*, local: bool) -> dict[str, Any]:
    """`LOGGING`: one JSON line per record on standard error; never request bodies, so never figures or passwords."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "kinerja.common.logs.JsonFormatter"},
            "plain": {"format": "%(levelname)s %(name)s: %(message)s"},
        },
        "filters": {"secrets": {"()": "kinerja.common.logs.MaskSecrets"}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "plain" if local else "json",
                "filters": ["secrets"],
            },
        },
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
            **{name: {"level": "WARNING"} for name in ("fontTools", "django_tasks", "django_tasks_db")},
            **{name: {"level": "ERROR"} for name in ("pyhanko", "weasyprint")},
            # Its lines hold addresses, and version 1 of the Esign Client Service has a NIK in one of them.
            "urllib3": {"level": "CRITICAL"},
            "fido2": {"level": "WARNING"},
        },
    }
