"""The administration: its index and its lists are closed to everybody who is no superuser."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.access.scenes import scene
from tests.engine.graphs import person

pytestmark = pytest.mark.django_db
LISTS = [
    reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    for model in admin.site._registry
]


def browser(user) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def test_index_and_lists_are_closed_to_everybody_but_a_superuser():
    people = scene("fill").people
    for who in ("stranger", "colleague", "holder", "ended"):
        client = browser(people[who])
        for url in ("/admin/", *LISTS):
            assert (who, url, client.get(url, follow=True).status_code) == (who, url, 403)
    for who in ("anonymous", "deactivated"):
        client = browser(people[who])
        for url in ("/admin/", *LISTS):
            assert client.get(url, follow=True).redirect_chain[-1][0].startswith("/masuk/?next=")


def test_a_superuser_opens_the_index_and_every_list():
    client = browser(scene("fill").people["superuser"])
    index = client.get("/admin/").content.decode()
    assert [url for url in LISTS if f'href="{url}"' not in index] == []
    assert [url for url in LISTS if client.get(url).status_code != 200] == []


def test_staff_without_rights_finds_an_empty_index_and_closed_lists(db):
    client = browser(person("staf-admin", is_staff=True))
    index = client.get("/admin/").content.decode()
    assert [url for url in LISTS if f'href="{url}"' in index] == []
    assert [url for url in LISTS if client.get(url).status_code != 403] == []
