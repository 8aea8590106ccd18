"""A refusal is a page that says what to do and gives the typed text back."""

import json

import pytest
from django.test import Client

from tests.house.conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("odd_urls")]
TYPED = {
    "reason": "Realisasi triwulan II belum diisi",
    "password": PASSWORD,
    "passphrase": "frasa-rahasia",
    "expected_seq": "7",
}


@pytest.fixture
def signed_in(client, person):
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("403", "Langkah 4 dikerjakan oleh Kasubag Perencanaan."),
        ("409", "Berkas sudah berpindah langkah."),
    ],
)
def test_a_broken_rule_becomes_a_page_with_its_status_and_sentence(signed_in, kind, sentence):
    response = signed_in.post(f"/uji/tolak/{kind}/", TYPED)
    assert response.status_code == int(kind)
    page = response.content.decode()
    assert sentence in page
    assert "Isian Anda" in page
    assert TYPED["reason"] in page


def test_secrets_never_come_back(signed_in):
    page = signed_in.post("/uji/tolak/409/", TYPED).content.decode()
    assert PASSWORD not in page
    assert "frasa-rahasia" not in page


def test_what_was_typed_is_shown_as_text_not_as_markup(signed_in):
    page = signed_in.post("/uji/tolak/409/", {"reason": "<b>tebal</b>"}).content.decode()
    assert "&lt;b&gt;tebal&lt;/b&gt;" in page


def test_the_way_back_is_the_page_it_came_from_but_never_another_site(signed_in):
    ours = signed_in.post("/uji/tolak/409/", headers={"referer": "http://testserver/berkas/7/"})
    assert 'href="http://testserver/berkas/7/"' in ours.content.decode()
    other = signed_in.post("/uji/tolak/409/", headers={"referer": "https://example.org/x"})
    assert "example.org" not in other.content.decode()


def test_scripts_get_code_and_sentence(signed_in):
    response = signed_in.post("/uji/tolak/403/", headers={"accept": "application/json"})
    assert response.status_code == 403
    assert json.loads(response.content) == {
        "code": "not_your_step",
        "sentence": "Langkah 4 dikerjakan oleh Kasubag Perencanaan.",
    }


def test_a_refusal_gives_back_every_typed_word_and_nothing_the_form_carries(signed_in):
    sent = {
        "obligation": "271828",
        "declared": "on",
        "disposition": "Musnah",
        "not_foreseen": "Kata yang diketik",
    }
    page = signed_in.post("/uji/tolak/403/", sent).content.decode()
    assert "Kata yang diketik" in page
    assert "Nasib akhir" in page
    assert "271828" not in page


def test_a_form_posted_after_the_session_ended_is_given_back(client):
    response = client.post("/uji/gema/?x=1", TYPED)
    page = response.content.decode()
    assert response.status_code == 401
    assert "Sesi berakhir. Masuk kembali; isian Anda tidak hilang." in page
    assert TYPED["reason"] in page
    assert 'action="/uji/gema/?x=1"' in page
    assert 'name="expected_seq" value="7"' in page
    assert PASSWORD not in page


@pytest.mark.parametrize("header", [{"accept": "application/json"}, {"hx-request": "true"}])
def test_scripts_without_a_session_get_401_not_a_login_page(client, header):
    response = client.get("/uji/gema/", headers=header)
    assert response.status_code == 401
    assert json.loads(response.content)["code"] == "login"


def strict(person) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    return client


def test_an_old_form_of_our_own_can_be_sent_again(person):
    client = strict(person)
    stale = client.post("/uji/gema/", TYPED, headers={"origin": "http://testserver"})
    assert stale.status_code == 403
    page = stale.content.decode()
    assert "Periksa isian Anda, lalu kirim ulang." in page
    token = stale.context["csrf_token"]
    again = client.post("/uji/gema/", {**TYPED, "csrfmiddlewaretoken": str(token)})
    assert again.content.decode() == TYPED["reason"]


@pytest.mark.parametrize("header", [{"origin": "https://example.org"}, {"origin": "null"}, {}])
def test_a_foreign_form_is_not_offered_for_sending(person, header):
    response = strict(person).post("/uji/gema/", TYPED, headers=header)
    assert response.status_code == 403
    page = response.content.decode()
    assert TYPED["reason"] not in page
    assert "tidak berasal dari halaman aplikasi" in page


def test_an_unknown_address_says_what_to_do(signed_in):
    response = signed_in.get("/tidak/ada/")
    assert response.status_code == 404
    assert "Periksa alamatnya, atau mulai lagi dari Beranda." in response.content.decode()


def test_a_page_of_others_is_refused_in_our_words(signed_in):
    response = signed_in.get("/gaya/")
    assert response.status_code == 403
    assert "bukan wewenang Anda" in response.content.decode()


def test_a_failure_shows_a_reference_code_and_no_details(person, caplog):
    client = Client(raise_request_exception=False)
    client.force_login(person)
    response = client.get("/uji/rusak/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "Isian yang sudah tersimpan tetap aman." in page
    assert "ZeroDivisionError" not in page
    assert len(page.split("Kode rujukan: <strong>")[1].split("<")[0]) == 6


def test_the_failure_page_asks_nothing_of_the_database(person, django_assert_num_queries, rf):
    from kinerja.common.views import failed

    with django_assert_num_queries(0):
        assert failed(rf.get("/")).status_code == 500
