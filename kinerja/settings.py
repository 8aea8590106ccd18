"""One file, environment only. Unreadable or missing secrets stop the start."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from kinerja.common.logs import logging_for
from kinerja.environment import (
    database,
    env,
    env_accounts,
    env_bool,
    env_list,
    fernet_keys,
    mail_server,
)

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent


DEBUG = env_bool("DEBUG", default=False)
TESTING = "pytest" in sys.modules
LOCAL = DEBUG or TESTING
DEMO = env_bool("DEMO", default=False)
if DEMO and not DEBUG:
    # The demo signs people in with passwords printed on the login page.
    raise ImproperlyConfigured("DEMO=true also needs DEBUG=true; an office never runs the demo.")
# The demo shows what an office would see, its refusals and its 404 page too.
DEBUG = DEBUG and not DEMO

SECRET_KEY = env("SECRET_KEY", default="dev-only-not-for-an-office" if LOCAL else None)
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")
# Encrypts the secrets of second factors: Fernet keys of their own, the newest first, so that SECRET_KEY may change freely.
MFA_KEY, *MFA_KEY_FALLBACKS = fernet_keys(
    "MFA_KEY", default="S2luZXJqYSwgYnVrYW4gdW50dWsga2FudG9yLiAgICA=" if LOCAL else None
)
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
# Tests write to a folder of their own, away from the data of a demo in the same tree.
SCRATCH = Path(tempfile.gettempdir()) / f"kinerja-test-{os.getpid()}"
DATA_DIR = SCRATCH if TESTING else Path(env("DATA_DIR", str(BASE_DIR / "data")))
DATA_DIR.mkdir(parents=True, exist_ok=True)
APP_NAME = env("APP_NAME", "Kinerja")
APP_OWNER = env("APP_OWNER", "Pemerintah Daerah")
APP_CONTACT = env("APP_CONTACT", "admin aplikasi di kantor Anda")
# Printed with its QR code on signed papers, which outlive the address somebody happened to use; empty: that address.
PUBLIC_URL = env("PUBLIC_URL", "").rstrip("/")

# The agency's Esign Client Service (BSrE): where papers may be sent, as whom, and how long an answer may take.
ESIGN_ORIGINS = [origin.rstrip("/").lower() for origin in env_list("ESIGN_ORIGINS")]
ESIGN_USERNAME, ESIGN_PASSWORD = env("ESIGN_USERNAME", ""), env("ESIGN_PASSWORD", "")
# Offices that have an account of their own there, by their code; every other office uses the one above. Its name keeps
# it out of error reports.
ESIGN_OFFICE_PASSWORDS = env_accounts("ESIGN_ACCOUNTS")
ESIGN_SECONDS = float(env("ESIGN_SECONDS", "60"))
# Encrypts the NIK of officials (a Fernet key); empty: DATA_DIR/authority/nik.key, made on first use.
NIK_KEY = env("NIK_KEY", "")

INSTALLED_APPS = [
    "sop",
    "kinerja",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

# CSP stands before WhiteNoise so that every answer carries it, files too.
MIDDLEWARE = [
    "kinerja.common.middleware.request_reference",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kinerja.common.sessions.session_limits",
    "kinerja.common.middleware.LoginRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kinerja.common.middleware.no_store",
    "kinerja.submissions.windows.attempts.refused_attempts",
    "allauth.account.middleware.AccountMiddleware",
    "kinerja.common.first_secret.FirstSecret",
    "kinerja.accounts.required.FactorRequired",
    "kinerja.common.middleware.Refusals",
]
if TESTING:
    # Raises on a query per row; last, so that it sees the views only.
    INSTALLED_APPS += ["zeal"]
    MIDDLEWARE += ["zeal.middleware.zeal_middleware"]
    ZEAL_RAISE = True
    # Remarks and the act they belong to are two transactions of one request, and each locks the file anew.
    ZEAL_ALLOWLIST = [{"model": f"kinerja.{name}", "field": "get()"} for name in ("Submission", "Letter")]

ROOT_URLCONF = "kinerja.urls"
WSGI_APPLICATION = "kinerja.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kinerja.common.context.site",
                "kinerja.common.context.navigation",
                "kinerja.common.context.demo_users",
                "kinerja.insights.context.shell",
            ],
            "libraries": {
                "flow": "sop.flowchart.tags",
                "letters": "kinerja.letters.tags",
                "kinerja_format": "kinerja.common.templatetags.kinerja_format",
                "icons": "kinerja.common.templatetags.icons",
            },
        },
    },
]

DATABASES = {"default": database(env("DATABASE_URL", f"sqlite:///{DATA_DIR / 'kinerja.sqlite3'}"))}
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, not memory: threads and live servers must meet the same locks as in an office.
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Login limits need a cache that all workers share. `manage.py createcachetable` makes the table.
# Above MAX_ENTRIES Django throws out what still counts: at its 300, tries on invented names free a locked account.
CACHES: dict[str, dict[str, Any]] = {"default": {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kinerja_cache",
    "OPTIONS": {"MAX_ENTRIES": 200_000},
}}  # fmt: skip

# The queue is a table: a job is written in the transaction of the act that asks for it. `manage.py worker` does them.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "sop.User"
AUTHENTICATION_BACKENDS = ["kinerja.common.accounts.NipBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if DEMO or TESTING:
    # Invented people with published passwords; a slow hash would only slow the demo and the tests.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "kinerja.common.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "kinerja.common.forms.LoginForm",
    "reauthenticate": "kinerja.common.forms.ReauthenticateForm",
    "change_password": "kinerja.common.forms.ChangePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Failed logins per account are counted in `kinerja.common.accounts`, which can say how many tries are left.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": None}

# A second factor. Whoever verifies, initials, signs or administers must have one; the demo's published passwords go on to work.
MFA_REQUIRED = env_bool("MFA_REQUIRED", default=not LOCAL and not DEMO)
# After a reset of an account: the working day, counted from that day, with whose beginning it may sign again; 0: at once.
RESET_RESTS_WORKDAYS = int(env("RESET_RESTS_WORKDAYS", "1"))
MFA_ADAPTER = "kinerja.accounts.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "kinerja.accounts.forms.LoginCodeForm",
    "authenticate_webauthn": "kinerja.accounts.forms.LoginPasskeyForm",
    "login_webauthn": "kinerja.accounts.forms.PasskeyAloneForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds; clocks of phones go wrong
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}

SESSION_COOKIE_AGE = 60 * 60
SESSION_REFRESH_AGE = 5 * 60
SESSION_ABSOLUTE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "kinerja.common.refusals.csrf_failure"

# One switch: cookies, redirect and HSTS belong together. Production without HTTPS must be asked for in so many words.
HTTPS = env_bool("HTTPS", default=not LOCAL)
SESSION_COOKIE_NAME = "__Host-kinerja" if HTTPS else "kinerja"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = int(env("HSTS_SECONDS", "31536000")) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
# The health page must answer a probe inside the machine, which speaks plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^sehat/$"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if HTTPS else None
X_FRAME_OPTIONS = "DENY"
if env_bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

LANGUAGE_CODE = "id"
TIME_ZONE = env("TIME_ZONE", "Asia/Jakarta")
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
MEDIA_ROOT = DATA_DIR / "files"
FILE_UPLOAD_PERMISSIONS = 0o640
# A sheet posts eight inputs for each row; an office with some hundred rows passes Django's 1000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if LOCAL
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = LOCAL
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# Without a server people are told in the application alone, and the settings of each office say so.
# The demo writes its mail into a folder, whatever the environment names: invented people have no letter boxes.
_MAIL_FOLDER = f"file://{DATA_DIR / 'surel'}" if LOCAL else ""
MAIL = mail_server(_MAIL_FOLDER if DEMO else env("EMAIL_URL", _MAIL_FOLDER))
MAIL_CONFIGURED = bool(MAIL.backend)
EMAIL_BACKEND = MAIL.backend or "django.core.mail.backends.dummy.EmailBackend"
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.host, MAIL.port, MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_FILE_PATH = MAIL.tls, MAIL.ssl, MAIL.folder or None
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("EMAIL_FROM", "Kinerja <kinerja@localhost>")
# Chat gateways inside the office's own network, by host: they may be reached without TLS and at private addresses.
WEBHOOK_HOSTS = env_list("WEBHOOK_HOSTS")

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = logging_for(local=LOCAL)
