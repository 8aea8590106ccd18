"""What the environment says, read strictly: unreadable or missing values stop the start."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

# IMMEDIATE: a deferred transaction that reads and then writes fails at once, ignoring the busy timeout.
# FULL, not NORMAL: an acknowledged signature must survive a power cut.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY"
    ),
}


def env(name: str, default: str | None = None) -> str:
    """Value of NAME, or the content of the file named by NAME_FILE; refuses to start when neither is there."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name} (or {name}_FILE).")
    return value


def env_bool(name: str, *, default: bool) -> bool:
    value = env(name, str(default)).lower()
    if value not in {"true", "false", "1", "0"}:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value in {"true", "1"}


def env_list(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in env(name, default).split(",") if item.strip()]


def env_accounts(name: str) -> dict[str, tuple[str, str]]:
    """NAME as JSON, {"code of an office": {"username": …, "password": …}}: user and password by office."""
    # The content is a secret: neither the sentence nor the cause may quote it.
    accounts = _accounts_in(env(name, "{}"))
    if accounts is None:
        raise ImproperlyConfigured(
            f'{name} must be JSON: {{"code of an office": {{"username": "…", "password": "…"}}}}.'
        )
    return accounts


def _accounts_in(text: str) -> dict[str, tuple[str, str]] | None:
    """None where it cannot be read, or a user or password is missing."""
    try:
        rows = {str(code): (row["username"], row["password"]) for code, row in json.loads(text).items()}
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
    whole = all(isinstance(word, str) and word for pair in rows.values() for word in pair)
    return rows if whole else None


def fernet_keys(name: str, default: str | None = None) -> list[str]:
    """The key NAME and, from NAME_FALLBACKS, older ones that still open; refuses what is no Fernet key."""
    keys = [env(name, default), *env_list(f"{name}_FALLBACKS")]
    for key in keys:
        try:
            Fernet(key)
        except ValueError as wrong:
            raise ImproperlyConfigured(
                f"{name} must be 32 random bytes in base64url; make one: openssl rand -base64 32 | tr '+/' '-_'"
            ) from wrong
    return keys


def database(url: str) -> dict[str, Any]:
    """Settings of one database out of `sqlite:////path` or `postgres://user:password@host:port/name?option=value`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path)[1:],
            "OPTIONS": SQLITE_OPTIONS,
        }
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL: unknown scheme {parts.scheme!r}; use sqlite:// or postgres://."
        )
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "options": "-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s",
            **query,
        },
    }


@dataclass(frozen=True)
class MailServer:
    """Where mail goes, in the words of Django's settings; without a backend there is none."""

    backend: str = ""
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False
    ssl: bool = False
    folder: str = ""


def mail_server(url: str) -> MailServer:
    """`smtp://user:password@host:port` (`smtp+tls` for STARTTLS, `smtp+ssl` for TLS at once), `file:///folder`, or ""."""
    parts = urlsplit(url)
    if not url:
        return MailServer()
    if parts.scheme == "file":
        return MailServer("django.core.mail.backends.filebased.EmailBackend", folder=unquote(parts.path))
    if parts.scheme not in _MAIL_PORTS or not parts.hostname:
        raise ImproperlyConfigured(
            f"EMAIL_URL: unknown scheme {parts.scheme!r} or no host; use smtp://, smtp+tls://, smtp+ssl:// or file://."
        )
    return MailServer(
        backend="django.core.mail.backends.smtp.EmailBackend", host=parts.hostname,
        port=parts.port or _MAIL_PORTS[parts.scheme], user=unquote(parts.username or ""),
        password=unquote(parts.password or ""), tls=parts.scheme == "smtp+tls", ssl=parts.scheme == "smtp+ssl",
    )  # fmt: skip


_MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}
