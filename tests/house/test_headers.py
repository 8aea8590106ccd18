"""Security headers stand on every answer: pages, refusals, failures, files."""

from contextlib import closing

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("odd_urls")]
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
ANYWHERE = [
    "/masuk/",
    "/bantuan/",
    "/sehat/",
    "/tidak/ada/",
    "/static/app.css",
    "/uji/rusak/",
    "/uji/tolak/409/",
]


@pytest.mark.parametrize("path", ANYWHERE)
def test_every_answer_carries_the_same_policy(path, person):
    client = Client(raise_request_exception=False)
    client.force_login(person)
    with closing(client.get(path)) as response:
        assert set(response["Content-Security-Policy"].split("; ")) == POLICY
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "same-origin"


def test_personal_pages_stay_out_of_caches(client, person):
    client.force_login(person)
    assert "no-store" in client.get("/uji/gema/")["Cache-Control"]


def test_pages_for_everyone_may_be_kept(client):
    assert not client.get("/bantuan/").has_header("Cache-Control")


def test_pages_may_not_be_framed(client):
    assert client.get("/masuk/")["X-Frame-Options"] == "DENY"
