"""An office with people, an admin, and a page to which files are posted."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sop.offices.models import Office, Position, User
from sop.procedures.files import read_text
from sop.procedures.loader import load_contents
from tests.sop.procedures.catalog import FIXTURES
from tests.sop.procedures.conftest import NOW

SUMENEP = (FIXTURES / "sumenep.yaml").read_text(encoding="utf-8")
OFFICE = "disdukcapil-sumenep"
Upload = Callable[..., Any]


@pytest.fixture(autouse=True)
def rows_are_looked_up_one_by_one(settings: Any) -> None:
    """The loader finds each row by its natural key; a file is loaded once, and by few people."""
    looked_up = ("sop.*", "kinerja.Objective", "kinerja.Indicator")
    settings.ZEAL_ALLOWLIST = [{"model": model, "field": "*"} for model in looked_up]


@pytest.fixture
def admin(db: None) -> User:
    return User.objects.create(username="admin", name="Admin", is_superuser=True, is_staff=True)


@pytest.fixture
def keeper(db: None) -> User:
    """May add SOPs of his own office in the administration, and nothing else."""
    user = User.objects.create(username="penata", name="Penata SOP", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_sopversion"]))
    return user


@pytest.fixture
def sumenep(db: None) -> Office:
    """The office with its units and posts, and no SOP yet."""
    text = SUMENEP.partition("- model: sop.sop\n")[0]
    assert load_contents(read_text("kantor.yaml", text), at=NOW).saved
    return Office.objects.get(code=OFFICE)


def serve(user: User, office: Office) -> None:
    """Give the person the first post of the office."""
    post = Position.objects.filter(office=office).first()
    user.appointments.create(position=post, since="2020-01-01")


@pytest.fixture
def upload(client: Client) -> Upload:
    """Post a file to "Muat SOP" as somebody."""

    def post(user: User, content: str | bytes, name: str = "sop.yaml") -> Any:
        client.force_login(user)
        data = content.encode() if isinstance(content, str) else content
        return client.post("/sop/muat/", {"file": SimpleUploadedFile(name, data)})

    return post


@pytest.fixture
def decide(client: Client) -> Callable[..., Any]:
    """Decide about a report that was shown."""

    def post(answer: Any, action: str = "publish") -> Any:
        return client.post("/sop/muat/putuskan/", {"sealed": sealed(answer), "action": action})

    return post


@pytest.fixture
def time_machine_at() -> Callable[[float], Any]:
    """A clock so many seconds ahead of the real one."""
    return lambda seconds: time_machine.travel(time.time() + seconds, tick=False)


def sealed(answer: Any) -> str:
    found = re.search(r'name="sealed" value="([^"]+)"', answer.content.decode())
    return found.group(1) if found else ""


__all__ = ["NOW", "OFFICE", "SUMENEP", "sealed", "serve"]
