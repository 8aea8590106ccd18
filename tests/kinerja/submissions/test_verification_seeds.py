"""Verification as the real sheets have it: paraf in the same act, and the labels of a decision."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.kinerja.submissions import office as seeds
from tests.kinerja.submissions.office import PASSWORD
from tests.kinerja.submissions.sheets import browser_of
from tests.kinerja.submissions.test_verification import posting

pytestmark = pytest.mark.django_db


def opened(slug, step, **options):
    """A file at this step, its verifier's browser, and the address of the page."""
    world = seeds.found(slug, **options)
    submission = seeds.at_step(world, step)
    place = seeds.place_of(submission, step)
    verifier = browser_of(world.holder(step, besides=submission.entrants))
    return submission, verifier, reverse("submissions:verify", args=[submission.pk, place["id"]])


def test_tasikmalaya_verifies_and_initials_in_one_act_with_the_password():
    cache.clear()
    submission, verifier, url = opened("tasikmalaya", 6)
    assert "Verifikasi dan paraf" in verifier.get(url).content.decode()
    verifier.post(url, posting(verifier.get(url), agree_rest="1"))
    page = verifier.get(url)
    move = page.context["primary"]
    assert "Rancangan laporan" in page.content.decode()
    assert 'type="password"' in page.content.decode()
    for password, sentence in (
        ("", "Masukkan kata sandi Anda untuk membubuhkan paraf."),
        ("salah", "Kata sandi tidak cocok. Sisa percobaan: 4."),
    ):
        answer = verifier.post(url, posting(page, move=move.key, password=password))
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert seeds.fresh(submission).status == "draft"
    answer = verifier.post(url, posting(page, move=move.key, password=PASSWORD))
    assert answer.status_code == 302
    assert seeds.fresh(submission).status == "paraf"


def test_too_many_wrong_passwords_lock_for_a_while():
    cache.clear()
    submission, verifier, url = opened("tasikmalaya", 6)
    verifier.post(url, posting(verifier.get(url), agree_rest="1"))
    page = verifier.get(url)
    for _try in range(5):
        verifier.post(url, posting(page, move=page.context["primary"].key, password="salah"))
    answer = verifier.post(url, posting(page, move=page.context["primary"].key, password=PASSWORD))
    assert "Akun dikunci sampai" in answer.content.decode()
    assert seeds.fresh(submission).status == "draft"
    cache.clear()


def test_mojokerto_offers_the_words_of_its_decision():
    _submission, verifier, url = opened("mojokerto", 3, kind="month")
    page = verifier.get(url)
    assert page.context["primary"].text == "Sesuai, verifikasi dan teruskan"
    (way,) = page.context["returns"]
    assert way.text == "Tidak Sesuai"
    assert verifier.get(way.address).status_code == 200


def test_musi_rawas_verifies_by_staff_and_may_return_outside_the_written_flow():
    submission, verifier, url = opened("musi-rawas", 5)
    page = verifier.get(url)
    assert page.context["primary"].text == "Verifikasi dan teruskan"
    assert page.context["returns"]
    verifier.post(url, posting(page, agree_rest="1"))
    answer = verifier.post(url, posting(verifier.get(url), move=page.context["primary"].key))
    assert answer.status_code == 302
    assert seeds.fresh(submission).status == "verified"
