"""The second factors of a person, and whether he must have one; each function is a fixed number of queries."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from django.utils import timezone

from sop.offices.circles import Span
from sop.offices.models import KeeperPost, User
from sop.offices.queries import posts_of
from sop.procedures.models import Publication
from sop.procedures.steps import Flow, StepRole

WEIGHTY = {"verify", "paraf", "sign"}
ICONS = {Authenticator.Type.TOTP: "clock", Authenticator.Type.WEBAUTHN: "key"}
TOTP_NAME = "Aplikasi autentikator"


@dataclass(frozen=True)
class Factor:
    """One second factor as its owner sees it; no secret is in it."""

    pk: int
    name: str
    kind: str
    icon: str
    since: dt.datetime
    used: dt.datetime | None

    @property
    def is_passkey(self) -> bool:
        return self.kind == Authenticator.Type.WEBAUTHN


@dataclass(frozen=True)
class Factors:
    """All of them, and how many recovery codes are left."""

    rows: tuple[Factor, ...]
    codes_left: int

    @property
    def has_totp(self) -> bool:
        return any(not row.is_passkey for row in self.rows)

    @property
    def has_passkey(self) -> bool:
        return any(row.is_passkey for row in self.rows)


def factors_of(user: User) -> Factors:
    """One query."""
    found = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    codes = next((row for row in found if row.type == Authenticator.Type.RECOVERY_CODES), None)
    rows = tuple(_factor(row) for row in found if row.type != Authenticator.Type.RECOVERY_CODES)
    return Factors(rows, _left(codes.data) if codes else 0)


def _left(data: dict[str, Any]) -> int:
    """Recovery codes still unused, counted without opening the seed."""
    if "migrated_codes" in data:
        return len(data["migrated_codes"])
    return int(app_settings.RECOVERY_CODE_COUNT) - int(data["used_mask"]).bit_count()


def _factor(row: Authenticator) -> Factor:
    name = str(row.data.get("name") or "") or TOTP_NAME
    kind = Authenticator.Type(row.type)
    return Factor(row.pk, name, kind, ICONS[kind], row.created_at, row.last_used_at)


def has_factor(user: User) -> bool:
    """Recovery codes alone are none. One query."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def must_have_factor(user: User) -> bool:
    """Whoever administers, keeps settings, or verifies, initials or signs in an SOP that was published (ASVS 6.3.2).

    Up to three queries.
    """
    if user.is_superuser or user.is_staff:
        return True
    return _weigh([post.position_id for post in posts_of(user, timezone.now())])


def takes_two(user: User) -> bool:
    """Whether no keeper alone may open this account: as `must_have_factor`, by coming posts too, and the head of an office.

    Who leads an office consents to resets: whoever opened his account alone would be his own second. Up to four queries.
    """
    if user.is_superuser or user.is_staff:
        return True
    # A day of grace, for the zones of offices.
    coming = user.appointments.during(Span(timezone.now().date() - dt.timedelta(days=1)))
    return coming.leading().exists() or _weigh(list(coming.values_list("position", flat=True)))


def _weigh(posts: list[int]) -> bool:
    """Whether one of these posts keeps settings, or verifies, initials or signs. Two queries."""
    if KeeperPost.objects.filter(position__in=posts).exists():
        return True
    effects = Flow.objects.filter(
        source__step_actors__role=StepRole.PERFORMS,
        source__step_actors__actor__bindings__position__in=posts,
        source__version__in=Publication.objects.values("version"),
    ).values_list("effects", flat=True)
    return any(WEIGHTY & set(found) for found in effects)
