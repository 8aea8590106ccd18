"""The settings refuse to start half-configured, and production is closed by default."""

import json
import os
import subprocess
import sys

import pytest

from tests.house.files import ROOT

SHOW = "import json, sys; from kinerja import settings as s; print(json.dumps({n: getattr(s, n) for n in sys.argv[1:]}))"
LONG = "k" * 60
FERNET = "k" * 43 + "="


def start(*names: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Import the settings in a process of its own that knows only this environment."""
    known = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR") if key in os.environ}
    return subprocess.run(
        [sys.executable, "-c", SHOW, *names],
        env={**known, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def values(*names: str, **environment: str) -> dict:
    done = start(*names, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_production_refuses_to_start_without_a_secret_key():
    done = start("DEBUG")
    assert done.returncode != 0
    assert "Set the environment variable SECRET_KEY (or SECRET_KEY_FILE)." in done.stderr


def test_a_secret_may_come_from_a_file(tmp_path):
    (tmp_path / "key").write_text(LONG + "\n")
    shown = values(
        "SECRET_KEY", SECRET_KEY_FILE=str(tmp_path / "key"), MFA_KEY=FERNET, DATA_DIR=str(tmp_path)
    )
    assert shown == {"SECRET_KEY": LONG}


def test_production_refuses_to_start_without_a_key_of_its_own_for_second_factors():
    assert "Set the environment variable MFA_KEY (or MFA_KEY_FILE)." in start("DEBUG", SECRET_KEY=LONG).stderr
    done = start("DEBUG", SECRET_KEY=LONG, MFA_KEY=FERNET, MFA_KEY_FALLBACKS="pendek")
    assert "MFA_KEY must be 32 random bytes" in done.stderr


def test_an_unreadable_secret_file_stops_the_start(tmp_path):
    assert start("DEBUG", SECRET_KEY_FILE=str(tmp_path / "missing")).returncode != 0


def test_an_unclear_boolean_stops_the_start():
    done = start("DEBUG", SECRET_KEY=LONG, MFA_KEY=FERNET, HTTPS="yes please")
    assert "HTTPS must be true or false" in done.stderr


def test_production_is_https_only_unless_told_otherwise(tmp_path):
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_NAME"]
    closed = values(*names, SECRET_KEY=LONG, MFA_KEY=FERNET, DATA_DIR=str(tmp_path))
    assert list(closed.values()) == [True, True, True, "__Host-kinerja"]
    told = values(*names, SECRET_KEY=LONG, MFA_KEY=FERNET, DATA_DIR=str(tmp_path), HTTPS="false")
    assert list(told.values()) == [False, False, False, "kinerja"]


def test_production_hashes_passwords_slowly_and_static_names_by_content(tmp_path):
    shown = values("STORAGES", "DEMO", SECRET_KEY=LONG, MFA_KEY=FERNET, DATA_DIR=str(tmp_path))
    assert "CompressedManifest" in shown["STORAGES"]["staticfiles"]["BACKEND"]
    assert start("PASSWORD_HASHERS", SECRET_KEY=LONG, MFA_KEY=FERNET, DATA_DIR=str(tmp_path)).returncode != 0


def test_the_demo_never_runs_in_an_office():
    done = start("DEBUG", SECRET_KEY=LONG, MFA_KEY=FERNET, DEMO="true")
    assert "an office never runs the demo" in done.stderr


def test_the_demo_shows_the_pages_of_an_office(tmp_path):
    assert values("DEBUG", DEBUG="true", DEMO="true", DATA_DIR=str(tmp_path)) == {"DEBUG": False}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite:////srv/kinerja.sqlite3", {"NAME": "/srv/kinerja.sqlite3", "HOST": None, "USER": None}),
        ("postgres://app:p%40ss@db:5433/kinerja", {"NAME": "kinerja", "HOST": "db", "USER": "app"}),
        ("postgresql://app@/kinerja?host=/run/pg", {"NAME": "kinerja", "HOST": "/run/pg", "USER": "app"}),
    ],
)
def test_a_database_is_named_by_one_url(url, expected, tmp_path):
    shown = values("DATABASES", SECRET_KEY=LONG, MFA_KEY=FERNET, DATA_DIR=str(tmp_path), DATABASE_URL=url)
    assert {key: shown["DATABASES"]["default"].get(key) for key in expected} == expected


def test_sqlite_waits_for_its_turn_and_syncs_every_commit(tmp_path):
    shown = values("DATABASES", SECRET_KEY=LONG, MFA_KEY=FERNET, DATA_DIR=str(tmp_path))
    options = shown["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in options["init_command"]


def test_an_unknown_database_is_refused():
    done = start("DEBUG", SECRET_KEY=LONG, MFA_KEY=FERNET, DATABASE_URL="mysql://x/y")
    assert "unknown scheme 'mysql'" in done.stderr


def test_a_log_line_names_request_and_user_but_no_figures(person, client, odd_urls):
    import logging

    from kinerja.common import logs

    code = logs.reference.set("7F3A00")
    record = logging.LogRecord("kinerja", logging.INFO, "x.py", 1, "refused %s", ("late",), None)
    line = json.loads(logs.JsonFormatter().format(record))
    logs.reference.reset(code)
    assert line["reference"] == "7F3A00"
    assert line["message"] == "refused late"
    assert set(line) == {"time", "level", "logger", "message", "reference", "user"}
