"""What every template may read besides its own view's context."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from kinerja.common.sessions import session_ends

# How the names of pages begin that belong to the settings of an office; each tab adds its own.
SETTINGS = (
    "common:settings",
    "common:office_settings",
    "indicators:",
    "plans:",
    "offices:",
    "assigning:orphans",
    "signing_office:",
    "worktime:",
    "letters:register",
    "letters:scheme",
    "periods:",
    "office_notices:",
    "archive:classification",
    "archive:new_classification",
    "resets:",
    "handover:mapping",
    "handover:new_mapping",
    "handover:preview",
)

# The pages of a file, its papers included.
FILES = (
    "submissions:",
    "assigning:assign",
    "letters:list",
    "letters:letter",
    "letters:cancel",
    "letters:number",
    "letters:report_number",
    "handover:file",
    "handover:add_receipt",
)
TASKS = ("insights:inbox", "submissions:queue", "submissions:to_file")
ARCHIVE = ("archive:list", "archive:disposal", "archive:propose", "archive:record")

# Name of the page, label, label on a phone, icon, and how the names begin that belong to it.
PLACES: list[tuple[str, str, str, str, str | tuple[str, ...]]] = [
    ("insights:home", "Beranda", "Beranda", "home", "insights:home"),
    ("insights:inbox", "Tugas Saya", "Tugas Saya", "inbox", TASKS),
    ("submissions:list", "Pengisian", "Isi", "edit", FILES),
    ("insights:recap", "Rekap", "Rekap", "chart", "insights:recap"),
    ("archive:list", "Arsip", "Arsip", "archived", ARCHIVE),
    ("compliance:home", "Kepatuhan", "Kepatuhan", "clock", ("compliance:", "akip:")),
    ("procedures:catalogue", "SOP", "SOP", "flow", "procedures:"),
    ("common:settings", "Pengaturan", "Pengaturan", "admin", SETTINGS),
    ("common:help", "Bantuan", "Bantuan", "help", "common:help"),
]


@dataclass(frozen=True)
class Place:
    """One entry of the navigation."""

    name: str
    label: str
    short: str
    icon: str
    url: str
    current: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The places of the application, the one we are in marked."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    return {"navigation": SimpleLazyObject(lambda: _places(here))}


def _places(here: str) -> list[Place]:
    """The first to which a page belongs is where we are: the queues are tasks, though they handle files."""
    at = next((name for name, *_, beginnings in PLACES if here.startswith(beginnings)), "")
    return [
        Place(name, label, short, icon, reverse(name), name == at) for name, label, short, icon, _ in PLACES
    ]


def site(request: HttpRequest) -> dict[str, Any]:
    """Name, owner and contact of this installation."""
    return {
        "app_name": settings.APP_NAME,
        "app_owner": settings.APP_OWNER,
        "app_contact": settings.APP_CONTACT,
        "rest_days": settings.RESET_RESTS_WORKDAYS,
        "session_seconds": settings.SESSION_COOKIE_AGE,
        "session_ends": lambda: session_ends(request),
    }


def demo_users(request: HttpRequest) -> dict[str, Any]:
    """The invented people of the demo (login, password, position, office, try), as its loader wrote them down."""
    if not settings.DEMO:
        return {}
    return {"demo_users": SimpleLazyObject(_read_demo_users)}


def _read_demo_users() -> list[dict[str, str]]:
    path = settings.DATA_DIR / "demo-users.json"
    if not path.exists():
        return []
    rows: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return rows
