"""A draft beside a published version, and people who may and may not edit it."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission

from sop.offices.models import Appointment, User
from sop.procedures.actions import new_version
from sop.procedures.models import SopVersion


@pytest.fixture
def draft(published) -> SopVersion:
    """Version 2 of Tasikmalaya: eight rows, with a meeting, decisions and returns."""
    return new_version(published.version, by=None)


@pytest.fixture
def keeper(db) -> User:
    return User.objects.create(username="admin", name="Admin", is_superuser=True, is_staff=True)


@pytest.fixture
def colleague(published) -> User:
    """Somebody of the office."""
    user = User.objects.create(username="rekan", name="Rekan")
    post = published.version.sop.office.positions.order_by("pk").first()
    Appointment.objects.create(user=user, position=post, since=dt.date(2020, 1, 1))
    return user


@pytest.fixture
def editor(colleague) -> User:
    """The same with the right to change sheets."""
    colleague.is_staff = True
    colleague.save()
    colleague.user_permissions.add(Permission.objects.get(codename="change_sopversion"))
    return User.objects.get(pk=colleague.pk)


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client
