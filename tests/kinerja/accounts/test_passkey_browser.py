"""A passkey in Chromium, with its own virtual authenticator: made, and then used instead of the password."""

import pytest
from playwright.sync_api import expect

from tests.browser import press
from tests.kinerja.accounts.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
         "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip


def give_password(page, user):
    page.fill("#id_login", user.username)
    page.fill("#id_password", PASSWORD)
    press(page, page.get_by_role("button", name="Masuk", exact=True))


def with_phone(page):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    page.set_viewport_size({"width": 360, "height": 740})


def test_a_passkey_is_made_and_opens_the_door_without_a_password(world, live_server, page, axe):
    site = live_server.url.replace("127.0.0.1", "localhost")
    with_phone(page)
    page.goto(f"{site}/masuk/?next=/profil/faktor/kunci-sandi/")
    give_password(page, world.clerks[world.units[0].pk])
    page.fill("#id_name", "Ponsel saya")
    press(page, page.get_by_role("button", name="Buat kunci sandi"))
    expect(page.get_by_role("heading", name="Kode pemulihan")).to_be_visible()
    assert page.locator(".codes li").count() == 10
    press(page, page.get_by_role("link", name="Sudah saya simpan"))
    expect(page.get_by_role("heading", name="Ponsel saya")).to_be_visible()
    assert (axe(page), page.evaluate("document.documentElement.scrollWidth") <= 360) == ([], True)

    page.context.clear_cookies()
    page.goto(f"{site}/masuk/?next=/profil/perangkat/")
    press(page, page.get_by_role("button", name="Masuk dengan kunci sandi"))
    expect(page.get_by_role("cell", name="kunci sandi").first).to_be_visible()
    assert axe(page) == []

    page.context.clear_cookies()
    page.goto(f"{site}/masuk/")
    give_password(page, world.clerks[world.units[0].pk])
    expect(page.get_by_role("heading", name="Langkah kedua")).to_be_visible()
    assert axe(page) == []
    press(page, page.get_by_role("button", name="Pakai kunci sandi"))
    page.goto(f"{site}/profil/")
    expect(page.get_by_role("heading", name="Keamanan akun")).to_be_visible()
    assert axe(page) == []
