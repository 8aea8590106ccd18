import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from sop.offices.models import KeeperPost, User
from tests.engine.graphs import World, build, straight

PASSWORD = "kopi-tubruk-pagi-sekali"


@pytest.fixture
def world(db) -> World:
    """An office of four people; the third keeps its settings."""
    world = build(straight(), units=1)
    User.objects.update(password=make_password(PASSWORD))
    for user in world.people.values():
        user.refresh_from_db()
    KeeperPost.objects.create(position=world.people[2].appointments.get().position)
    return world


def enter(user: User, agent: str = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36") -> Client:
    """A browser in which the password was right."""
    client = Client(headers={"user-agent": agent})
    answer = client.post("/masuk/", {"login": user.username, "password": PASSWORD})
    assert answer.status_code == 302, answer.content
    return client


def is_in(client: Client) -> bool:
    return client.get("/profil/").status_code == 200
