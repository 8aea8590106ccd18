"""Loading a fixture in the browser: checked, looked at, decided; nothing is stored before."""

import json

import pytest
import yaml

from kinerja.importers.papers import LASTS
from sop.offices.models import Office, User
from sop.procedures.models import Publication, SopVersion
from tests.kinerja.importers.conftest import OFFICE, SUMENEP, sealed, serve

pytestmark = pytest.mark.django_db
SHEET_ONLY = "- model: sop.sop\n" + SUMENEP.partition("- model: sop.sop\n")[2]
BOMB = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"


def test_a_clean_file_is_reported_and_drawn_but_not_stored(admin, upload):
    answer = upload(admin, SUMENEP)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Tidak ada kesalahan" in page
    assert "Peringatan (" in page
    assert 'class="sheet-table sheet-drawn' in page
    assert not SopVersion.objects.exists()
    assert not Office.objects.exists()


def test_the_lines_of_the_preview_have_an_address_for_whoever_looks_at_it(admin, keeper, upload, client):
    page = upload(admin, SUMENEP).content.decode()
    href = page.partition('href="/sop/muat/alur.css')[2].partition('"')[0]
    assert "{" in client.get(f"/sop/muat/alur.css{href}").content.decode()
    client.force_login(keeper)
    assert client.get(f"/sop/muat/alur.css{href}").status_code == 404


@pytest.mark.parametrize(("action", "published"), [("draft", 0), ("publish", 1)])
def test_the_decision_stores_it_as_a_draft_or_published(action, published, admin, upload, decide):
    answer = decide(upload(admin, SUMENEP), action)
    version = SopVersion.objects.get()
    assert answer.headers["Location"] == f"/sop/{version.pk}/"
    assert Publication.objects.count() == published
    if published:
        assert Publication.objects.get().published_by == admin


def test_deciding_twice_changes_nothing(admin, upload, decide):
    report = upload(admin, SUMENEP)
    assert decide(report).status_code == decide(report).status_code == 302
    assert Publication.objects.count() == 1


def test_json_is_read_like_yaml(admin, upload, decide):
    text = json.dumps(yaml.safe_load(SUMENEP), default=str)
    assert decide(upload(admin, text, "sop.json")).status_code == 302
    assert Publication.objects.get().runnable


def test_an_error_names_its_step_and_column_and_leaves_no_decision(admin, upload):
    broken = SUMENEP.replace("nature: decision", "nature: dua", 1)
    answer = upload(admin, broken)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kesalahan (" in page
    assert "Langkah 6, kolom sifat, sop.yaml baris" in page
    assert sealed(answer) == ""
    assert not SopVersion.objects.exists()


def test_a_file_may_not_touch_people(admin, upload):
    text = SUMENEP + "\n- {model: sop.user, fields: {username: admin, is_superuser: true}}\n"
    answer = upload(admin, text)
    assert "Jenis data ‘sop.user’ tidak dikenal di sini." in answer.content.decode()
    assert User.objects.count() == 1


def test_whoever_adds_sops_loads_those_of_his_own_office(keeper, sumenep, upload, decide):
    serve(keeper, sumenep)
    report = upload(keeper, SUMENEP)
    assert "tidak dibaca" in report.content.decode()
    assert "Terbitkan</button>" not in report.content.decode()
    assert decide(report, "publish").status_code == 403
    assert decide(report, "draft").status_code == 302
    assert SopVersion.objects.get().sop.office == sumenep


def test_whoever_adds_sops_changes_no_office_and_no_post(keeper, sumenep, upload, decide):
    serve(keeper, sumenep)
    name = sumenep.name
    assert (
        decide(upload(keeper, SUMENEP.replace(f"name: {name}", "name: Diganti", 1)), "draft").status_code
        == 302
    )
    sumenep.refresh_from_db()
    assert sumenep.name == name


def test_another_office_is_refused_unless_by_a_superuser(keeper, sumenep, upload):
    answer = upload(keeper, SHEET_ONLY)
    assert answer.status_code == 422
    assert f"perangkat daerah ‘{OFFICE}’, yang" in answer.content.decode()


@pytest.mark.parametrize("who", ["colleague", "holder"])
def test_others_are_refused(who, client, sumenep):
    user = User.objects.create(username=who, is_staff=who == "holder")
    serve(user, sumenep)
    client.force_login(user)
    for path in ("/sop/muat/", "/sop/muat/alur.css"):
        assert client.get(path).status_code == 403
    assert client.post("/sop/muat/").status_code == 403
    assert client.post("/sop/muat/putuskan/").status_code == 403
    assert "/sop/muat/" not in client.get("/sop/").content.decode()


def test_a_report_is_of_no_use_to_another_person_or_later(admin, keeper, upload, client, time_machine_at):
    report = sealed(upload(admin, SUMENEP))
    other = User.objects.create(username="lain", is_superuser=True, is_staff=True)
    client.force_login(other)
    post = {"sealed": report, "action": "publish"}
    assert client.post("/sop/muat/putuskan/", post).status_code == 422
    client.force_login(admin)
    assert client.post("/sop/muat/putuskan/", post | {"sealed": report + "x"}).status_code == 422
    with time_machine_at(LASTS + 60):
        client.force_login(admin)
        answer = client.post("/sop/muat/putuskan/", post)
    assert "Unggah berkasnya sekali lagi." in answer.content.decode()
    assert not SopVersion.objects.exists()


def test_a_draft_that_would_be_replaced_is_named(admin, upload, decide):
    decide(upload(admin, SUMENEP), "draft")
    assert "sudah ada; seluruh isinya diganti" in upload(admin, SUMENEP).content.decode()


def test_a_post_that_left_in_the_meantime_is_found_again_at_the_decision(
    admin, keeper, sumenep, upload, decide
):
    serve(keeper, sumenep)
    report = upload(keeper, SHEET_ONLY)
    keeper.appointments.all().delete()
    assert decide(report, "draft").status_code == 422
    assert not SopVersion.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("sop.docx", b"PK", "Berkas Word, PDF, dan teks belum dapat dibaca langsung."),
        ("sop.png", b"PNG", "bukan jenis yang dapat dibaca"),
        ("sop.yaml", b"", "Berkas ini kosong."),
        ("sop.yaml", b" \n ", "Berkas ini kosong."),
        ("sop.yaml", b"\xff\xfe\x00", "Berkas bukan teks UTF-8."),
        ("sop.yaml", b"a: [", "tidak dapat dibaca sebagai YAML"),
        ("sop.json", b"[{", "tidak dapat dibaca sebagai JSON"),
        ("sop.yaml", b"Kadis memerintahkan staf.", "Berkas harus berupa daftar butir."),
        ("sop.yaml", BOMB.encode(), "Berkas memakai rujukan YAML"),
        ("sop.yaml", b"[" * 400, "Berkas bersarang terlalu dalam."),
        ("sop.json", b"[" * 20_000, "Berkas bersarang terlalu dalam."),
        ("sop.json", b"[" + b"1" * 5000 + b"]", "bilangan yang terlalu panjang"),
        ("sop.yaml", b'- "\\0"', "huruf yang tidak dapat disimpan"),
        ("sop.yaml", SHEET_ONLY.partition("- model: sop.headeritem")[0].encode(), "Berkas tidak memuat tabel langkah."),
        ("sop.yaml", b"x" * (1024 * 1024 + 1), "Berkas lebih besar dari 1 MB."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_gets_a_clear_sentence(name, content, sentence, admin, upload):
    answer = upload(admin, content, name)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_numbers_that_no_field_can_hold_are_findings(admin, upload):
    answer = upload(admin, SUMENEP.replace("position: 2\n", "position: .inf\n", 1))
    assert "tidak dapat dibaca sebagai urutan" in answer.content.decode()
