"""Every address, every person, every moment, as the table says; an address without a row fails."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.access.asking import Door, address, form_for, routes
from tests.access.moments import ACTS, CELL, CLOSED
from tests.access.scenes import MOMENTS, Scene, scene
from tests.access.table import ACCESS, PAGES, act_columns, cell_columns, columns
from tests.kinerja.submissions.sheets import sheet
from tests.makers import TINY

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def wrong(label: str, expected: Mapping[str, str], found: Mapping[str, str]) -> list[str]:
    """The cells that differ: "POST submissions:sign holder: 302, not 302+"."""
    return [
        f"{label} {who}: {found[who]}, not {status}"
        for who, status in expected.items()
        if found[who] != status
    ]


def check_act(label: str, row: str, door: Door, url: str, data: Mapping[str, Any]) -> list[str]:
    looking, posting = act_columns(row)
    looked = {who: door.get(who, url) for who in looking}
    given = {who: door.post(who, url, data) for who in posting}
    return wrong(f"GET {label}", looking, looked) + wrong(f"POST {label}", posting, given)


def posted(name: str, here: Scene) -> dict[str, Any]:
    if name == "submissions:start":
        return {"obligation": here.world.obligation.pk, "period": "2026-TW2"}
    if name == "insights:remind":
        return {"kantor": here.world.office.code}
    if name == "insights:recap_order":
        return {"kantor": here.world.office.code, "berkas": "pdf"}
    if name == "signing:verdict":
        return {"berkas": SimpleUploadedFile("laporan.pdf", TINY, "application/pdf")}
    return form_for(name, here)


def test_every_address_is_in_the_table():
    found = [name for name, _ in routes()]
    assert set(found) == set(ACCESS)
    assert len(found) == len(set(found))


def test_every_moment_of_every_act_is_in_the_table():
    for name, rows in ACTS.items():
        assert set(rows) == set(MOMENTS) - ({"end"} if name in CLOSED else set())


def test_pages_answer_each_person_as_the_table_says():
    here = scene("archive")
    here.people["holder"] = next(iter(here.world.clerks.values()))  # who may begin the next file
    door, found = Door(here.people), []
    for name, rows in PAGES.items():
        url, (looking, posting) = address(name, here), map(columns, rows)
        query = {"kantor": here.world.office.code} if name.startswith("insights:recap") else {}
        found += wrong(f"GET {name}", looking, {who: door.get(who, url, query) for who in looking})
        found += wrong(
            f"POST {name}", posting, {who: door.post(who, url, posted(name, here)) for who in posting}
        )
    assert found == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_acts_answer_each_person_at_each_moment_as_the_table_says(moment):
    here = scene(moment)
    door, found = Door(here.people), []
    for name, rows in ACTS.items():
        if moment in rows:
            url = address(name, here)
            found += check_act(f"{name} at {moment}", rows[moment], door, url, form_for(name, here))
    assert found == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_cell_answers_each_person_at_each_moment_as_the_table_says(moment):
    here = scene(moment)
    door, url = Door(here.people), address("submissions:cell", here)
    asked = {"column": "value", "text": "77", "version": sheet(here.submission, here.unit)[0].figure.version}
    expected = cell_columns(CELL[moment])
    found = {who: door.patch(who, url, asked | {"key": f"kunci-{who}"}) for who in expected}
    assert wrong("PATCH submissions:cell", expected, found) == []


def test_a_step_that_is_over_answers_each_person_as_the_table_says():
    here = scene("paraf")
    door, found = Door(here.people), []
    for name, row in CLOSED.items():
        url = here.url(name, step_run=here.closed.pk)
        found += check_act(name, row, door, url, form_for(name, here))
    assert found == []


# The page on which each moment's act is done.
# The door itself: it leads back to its beginning, and a passkey is asked for before anybody is signed in.
NO_WALL = {"account_logout", "admin/login/", "mfa_authenticate", "mfa_login_webauthn"}
OWN = {
    "fill": "submissions:check", "verify": "submissions:verify", "step": "submissions:act", "paraf": "submissions:sign",
    "sign": "submissions:sign", "archive": "submissions:file",
}  # fmt: skip


@pytest.mark.parametrize("moment", OWN)
def test_an_official_of_another_column_is_refused_like_any_colleague(moment):
    here = scene(moment, units=2)
    holder, name = here.user("holder"), OWN[moment]
    others = {
        user.username: user
        for user in (*here.world.people.values(), *here.world.clerks.values())
        if user != holder
    }
    assert len(others) == 4
    door, form = Door({**others, "holder": holder}), form_for(name, here)
    assert {who: door.post(who, here.url(name), form) for who in others} == dict.fromkeys(others, "403")
    assert door.post("holder", here.url(name), form) == "302+"


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_address_of_ours_listens_to_another_method(method):
    here = scene("archive")
    ours = [name for name in ACCESS if ":" in name]
    ours = [name for name in ours if (name, method) != ("submissions:cell", "patch")]
    client = Door(here.people).browser("holder")
    assert [name for name in ours if getattr(client, method)(address(name, here)).status_code != 405] == []


@pytest.mark.parametrize("header", [{"accept": "application/json"}, {"hx-request": "true"}])
def test_scripts_without_a_session_get_401_and_never_a_login_page(header):
    here = scene("archive")
    closed = [name for name, rows in PAGES.items() if columns(rows[0])["anonymous"] == "302"]
    closed = [name for name in [*closed, *ACTS] if name not in NO_WALL]
    for name in closed:
        for ask in (Client().get, Client().post):
            answer = ask(address(name, here), headers=header)
            assert (name, answer.status_code) == (name, 401)
            assert json.loads(answer.content)["code"] == "login"
