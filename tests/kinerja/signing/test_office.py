"""The tab "Tanda tangan elektronik": who chooses, who looks, whose NIK, and what the service says."""

import base64

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja.signing.identities import keep_nik
from kinerja.signing.issuing import issue_certificate
from kinerja.signing.models import SignerIdentity, SigningSetup
from sop.offices.models import KeeperPost, Position
from tests.kinerja.signing import standin
from tests.kinerja.submissions import office

PHRASE = "kopi tubruk setiap pagi"


@pytest.fixture
def world(db):
    made = office.found("musi-rawas", indicators=1)
    KeeperPost.objects.create(position=Position.objects.get(office=made.office, code="sekretaris"))
    return made


@pytest.fixture
def service(settings, world):
    running = standin.Running(world.holder(9).name)
    settings.ESIGN_ORIGINS = [running.service.url]
    yield running.service
    running.stop()


def address(world, name="setup", **more):
    return reverse(f"signing_office:{name}", kwargs={"office": world.office.code, **more})


def keeper(client, world):
    client.force_login(world.people["sekretaris"])
    return client


def test_a_keeper_chooses_and_everybody_of_the_office_reads(client, world, service):
    choice = {"head": "bsre_v2", "paraf": "local", "base_url": service.url}
    answer = keeper(client, world).post(address(world), choice, follow=True)
    assert "Cara menandatangani tersimpan" in answer.content.decode()
    row = SigningSetup.objects.get()
    assert (row.plan, row.office) == ("bsre_v2+local", world.office)
    assert row.changed_by == "Sekretaris Rekaan, Sekretaris" or row.changed_by.startswith("Sekretaris")
    client.force_login(world.holder(7))
    page = client.get(address(world))
    assert page.status_code == 200
    assert "BSrE, Esign Client Service versi 2" in page.content.decode()
    assert "Tanyakan kepada layanan" not in page.content.decode()
    assert client.post(address(world), choice).status_code == 403
    client.force_login(world.stranger)
    assert client.get(address(world)).status_code == 404


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"head": "bsre_v2", "paraf": "local", "base_url": ""}, "Isi alamat layanan"),
        (
            {"head": "bsre_v2", "paraf": "local", "base_url": "https://jahat.example"},
            "belum diizinkan administrator",
        ),
        ({"head": "bsre_v2", "paraf": "bsre_v1", "base_url": "URL"}, "Pilih versi BSrE yang sama"),
        ({"head": "apa-saja", "paraf": "local", "base_url": ""}, "Kesalahan"),
    ],
)
def test_what_cannot_work_is_said_beside_the_field_and_not_kept(client, world, service, given, sentence):
    given = given | {"base_url": given["base_url"].replace("URL", service.url)}
    answer = keeper(client, world).post(address(world), given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not SigningSetup.objects.exists()


def test_the_page_says_of_each_official_whether_he_can_sign(client, world, service):
    issue_certificate(world.holder(7), PHRASE)
    SigningSetup.objects.create(office=world.office, head="bsre_v2", base_url=service.url)
    text = keeper(client, world).get(address(world)).content.decode()
    for told in (
        "Sertifikat berlaku sampai",
        "Belum memiliki sertifikat",
        "NIK belum dicatat",
        world.holder(9).name,
    ):
        assert told in text
    keep_nik(world.holder(9), standin.NIK, by="Pengelola")
    for mode, told in {
        "": "Sertifikat BSrE berlaku",
        "REVOKE": "sudah dicabut",
        "garbage": "belum terdaftar",
    }.items():
        service.mode = mode if mode != "garbage" else "NOT_REGISTERED"
        text = client.post(address(world, "check")).content.decode()
        assert told in text, mode
    assert standin.NIK not in text
    assert "…0002" in text
    client.force_login(world.holder(7))
    assert client.post(address(world, "check")).status_code == 403


def test_the_page_says_by_which_account_the_office_asks_and_what_to_do_without_one(
    client, world, service, settings
):
    page = keeper(client, world).get(address(world)).content.decode()
    assert "Akun layanan" not in page
    SigningSetup.objects.create(office=world.office, head="bsre_v2", base_url=service.url)
    code = world.office.code
    settings.ESIGN_USERNAME = ""
    assert f"pada ESIGN_ACCOUNTS dengan kode <code>{code}</code>, lalu memulai ulang" in _text(client, world)
    settings.ESIGN_USERNAME, settings.ESIGN_PASSWORD = "bersama", "rahasia-bersama"
    assert "<strong>bersama</strong>, akun yang dipakai bersama" in _text(client, world)
    settings.ESIGN_OFFICE_PASSWORDS = {code: ("dinas.sendiri", "rahasia-sendiri")}
    page = _text(client, world)
    assert "<strong>dinas.sendiri</strong>, akun milik perangkat daerah ini sendiri" in page
    assert "rahasia" not in page
    client.post(address(world, "check"))
    keep_nik(world.holder(9), standin.NIK, by="Pengelola")
    client.post(address(world, "check"))
    assert (
        base64.b64decode(service.credentials[-1].removeprefix("Basic ")) == b"dinas.sendiri:rahasia-sendiri"
    )


def _text(client, world):
    return client.get(address(world)).content.decode()


def test_a_nik_is_entered_by_a_keeper_or_its_owner_and_never_shown(client, world, service):
    SigningSetup.objects.create(office=world.office, head="bsre_v1", base_url=service.url)
    head = world.holder(9)
    url = address(world, "nik", user=head.pk)
    for person in (world.people["sekretaris"], head):
        client.force_login(person)
        refused = client.post(url, {"nik": "123"})
        assert refused.status_code == 422
        assert "NIK terdiri atas 16 angka" in refused.content.decode()
        assert client.post(url, {"nik": "3515 0812 0367 0002"}).status_code == 302
    row = SignerIdentity.objects.get()
    assert (row.user, row.last, row.entered_by.startswith(head.name)) == (head, "0002", True)
    assert standin.NIK not in client.get(url).content.decode()
    client.force_login(world.holder(7))
    assert client.get(url).status_code == 403
    assert client.post(url, {"nik": standin.NIK}).status_code == 403
    client.force_login(head)
    assert client.post(url, {"forget": "1"}).status_code == 302
    assert not SignerIdentity.objects.exists()


def test_no_nik_is_asked_for_where_no_service_needs_it(client, world):
    assert keeper(client, world).get(address(world, "nik", user=world.holder(9).pk)).status_code == 404
    assert "NIK" not in client.get(address(world)).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_officials(client, world, service):
    SigningSetup.objects.create(office=world.office, head="bsre_v2", base_url=service.url)
    keeper(client, world).get(address(world))
    counts = []
    for step in (7, 8, 9):
        issue_certificate(world.holder(step), PHRASE)
        keep_nik(world.holder(step), standin.NIK, by="Pengelola")
        with CaptureQueriesContext(connection) as captured:
            client.get(address(world))
        counts.append(len(captured))
    assert len(set(counts)) == 1, counts
