"""What every template may read besides its own view's context."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject


def site(request: HttpRequest) -> dict[str, Any]:
    """Name, owner and contact of this installation."""
    return {"app_name": settings.APP_NAME, "app_owner": settings.APP_OWNER, "app_contact": settings.APP_CONTACT}


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
