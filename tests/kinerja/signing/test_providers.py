"""The services of BSrE as an office runs them: what is asked, what every refusal means, and what is kept to itself."""

import dataclasses
import logging
import traceback

import pytest

from kinerja.common import throttle
from kinerja.signing import authority, identities
from kinerja.signing.errors import NikOwed, Problem, ProviderRefused, SignatureBroken, TooManyTries
from kinerja.signing.models import SignerIdentity
from kinerja.signing.pades import Order, height_of
from kinerja.signing.providers.bsre_v1 import BsreV1
from kinerja.signing.providers.bsre_v2 import BsreV2
from kinerja.signing.returned import _inside, insist_returned, is_of
from kinerja.signing.sameness import same_paper
from kinerja.signing.validation import Mark, marks_of
from sop.offices.models import User
from tests.kinerja.signing import paper, standin
from tests.kinerja.signing.test_pades import DATA_HASH

pytestmark = [pytest.mark.pdf, pytest.mark.django_db]
VERSIONS = {"v1": BsreV1, "v2": BsreV2}
PICTURE = b"\x89PNG\r\n\x1a\n"
# How the service misbehaves, and what the official is told.
REFUSALS = {
    "2011": Problem.TIDAK_TERDAFTAR,
    "NOT_REGISTERED": Problem.TIDAK_TERDAFTAR,
    "EXPIRED": Problem.SERTIFIKAT_KEDALUWARSA,
    "RENEW": Problem.SERTIFIKAT_KEDALUWARSA,
    "REVOKE": Problem.SERTIFIKAT_DICABUT,
    "SUSPEND": Problem.SERTIFIKAT_DITANGGUHKAN,
    "NO_CERTIFICATE": Problem.SERTIFIKAT_BELUM_ADA,
    "NEW": Problem.SERTIFIKAT_BELUM_ADA,
    "WAITING_FOR_VERIFICATION": Problem.SERTIFIKAT_BELUM_ADA,
    "401": Problem.LAYANAN_MATI,
    "refused": Problem.LAYANAN_MATI,
    "spring": Problem.LAYANAN_MATI,
    "timeout": Problem.WAKTU_HABIS,
    "garbage": Problem.JAWABAN_RUSAK,
    "nested": Problem.JAWABAN_RUSAK,
}


@pytest.fixture
def service(settings):
    running = standin.Running("Drs. Contoh Pejabat")
    settings.ESIGN_ORIGINS = [running.service.url]
    settings.ESIGN_USERNAME, settings.ESIGN_PASSWORD = "dinas", "rahasia-layanan"
    folder = settings.DATA_DIR / "authority" / "bsre"
    authority.authority()
    folder.mkdir(exist_ok=True)
    (folder / "ca.pem").write_bytes(standin.root_pem())
    yield running.service
    running.stop()
    (folder / "ca.pem").unlink()


@pytest.fixture
def official(db):
    person = User.objects.create_user("pejabat", password="x", name="Contoh Pejabat, M.Si.")
    identities.keep_nik(person, standin.NIK, by="Pengelola")
    return person


def order():
    made = paper.signed()
    box = made.boxes["ttd_9"]
    corners = (box.left, box.bottom, box.right, box.top)
    return Order("ttd_9", PICTURE, "Tanda tangan Kepala", final=True, page=box.page, corners=corners,
                 height=height_of(made.states[0], box.page))  # fmt: skip


def unsigned():
    return paper.signed().states[0]


def examine(sent, returned, official, **more):
    return insist_returned(
        sent,
        returned,
        order=more.pop("order", order()),
        person=official,
        nik=standin.NIK,
        data_hash=DATA_HASH,
    )


@pytest.mark.parametrize("version", VERSIONS)
def test_every_refusal_has_its_name_and_the_next_try_signs(service, official, version, settings):
    bsre = VERSIONS[version](service.url)
    for mode, problem in REFUSALS.items():
        service.mode, settings.ESIGN_SECONDS = mode, 0.3 if mode == "timeout" else 30
        with pytest.raises(ProviderRefused) as refused:
            bsre.sign(unsigned(), order(), official, standin.PHRASE)
        assert refused.value.problem is problem, mode
        assert "tetap pada langkah ini" in refused.value.sentence
        assert refused.value.__context__ is None or version not in str(refused.value.__context__)
    service.mode, settings.ESIGN_SECONDS = "", 30
    returned = bsre.sign(unsigned(), order(), official, standin.PHRASE)
    found = examine(unsigned(), returned, official)
    assert found.field == "Signature1"
    assert not found.rewritten
    mark = marks_of(returned)[-1]
    assert (mark.sound, mark.local, mark.signer) == (True, False, "Drs. Contoh Pejabat")
    assert service.credentials[-1].startswith("Basic ")


def test_a_passphrase_leaves_this_machine_only_for_a_person_who_can_sign(service, official):
    service.mode = "EXPIRED"
    with pytest.raises(ProviderRefused):
        BsreV2(service.url).sign(unsigned(), order(), official, standin.PHRASE)
    assert service.asked == ["POST /api/v2/user/check/status"]


def test_wrong_passphrases_stop_before_the_service_locks_the_certificate(service, official):
    bsre = BsreV2(service.url)
    for _ in range(5):
        with pytest.raises(ProviderRefused, match="Passphrase atau kode TOTP tidak cocok"):
            bsre.sign(unsigned(), order(), official, "bukan-itu-juga")
    with pytest.raises(TooManyTries, match=r"Tunggu sampai pukul \d\d\.\d\d WI"):
        bsre.sign(unsigned(), order(), official, standin.PHRASE)


def test_a_service_that_fails_in_between_takes_back_its_own_try_alone(service, official):
    bsre = BsreV2(service.url)
    for mode in ("", "", "", "spring", "", "spring"):
        service.mode = mode
        with pytest.raises(ProviderRefused):
            bsre.sign(unsigned(), order(), official, "bukan-itu-juga")
    assert throttle.left(f"esign {official.pk}") == 1
    service.mode = ""
    bsre.sign(unsigned(), order(), official, standin.PHRASE)
    assert throttle.left(f"esign {official.pk}") == 5


def test_version_two_takes_a_one_time_code(service, official):
    returned = BsreV2(service.url).sign(unsigned(), order(), official, standin.TOTP)
    assert examine(unsigned(), returned, official).field == "Signature1"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.2:9", "http://user:pass@{host}", "ftp://127.0.0.1", "http://[abc"]
)
def test_papers_go_to_known_hosts_only(service, official, address):
    url = address.replace("{host}", service.url.removeprefix("http://"))
    with pytest.raises(ProviderRefused) as refused:
        BsreV2(url).sign(unsigned(), order(), official, standin.PHRASE)
    assert refused.value.problem is Problem.LAYANAN_MATI
    assert service.asked == []


def test_an_answer_without_end_is_cut_off(service, official, monkeypatch):
    monkeypatch.setattr("kinerja.signing.providers.client.LARGEST", 1000)
    with pytest.raises(ProviderRefused) as refused:
        BsreV1(service.url).sign(unsigned(), order(), official, standin.PHRASE)
    assert refused.value.problem is Problem.JAWABAN_RUSAK


BROKEN = {
    "unsigned": "tanpa tanda tangan baru",
    "other_signer": "bukan Anda",
    "other_document": "bukan kelanjutan",
    "truncated": "tidak",
    "wrong_place": "tidak berada pada kotaknya",
    "overlaid": "bukan kelanjutan",
    "annotated": "bukan kelanjutan",
}


@pytest.mark.parametrize("version", VERSIONS)
def test_what_comes_back_is_believed_only_if_it_is_ours_with_one_signature_more(service, official, version):
    bsre, service.other = VERSIONS[version](service.url), paper.stamp_for(paper.signed().boxes["ttd_9"])
    for mode, why in BROKEN.items():
        service.mode = mode
        returned = bsre.sign(unsigned(), order(), official, standin.PHRASE)
        with pytest.raises(SignatureBroken, match=why):
            examine(unsigned(), returned, official)


def test_two_files_for_one_are_none(service, official):
    service.mode = "several"
    with pytest.raises(ProviderRefused) as refused:
        BsreV2(service.url).sign(unsigned(), order(), official, standin.PHRASE)
    assert refused.value.problem is Problem.JAWABAN_RUSAK


@pytest.mark.parametrize(
    ("corners", "sheet", "kept"),
    [
        ((100, 100, 200, 150), 0, True),
        ((98.5, 99, 201.5, 151), 0, True),
        ((100, 100, 200, 150), 1, False),
        ((90, 100, 200, 150), 0, False),
        ((100, 90, 200, 150), 0, False),
        ((100, 100, 210, 150), 0, False),
        ((0, 0, 600, 800), 0, False),
        ((150, 120, 150, 120), 0, False),
        (None, 0, False),
    ],
)
def test_a_signature_lies_in_its_box_and_on_its_page(corners, sheet, kept):
    mark = Mark("Signature1", "X", "1", None, sound=True, place=(sheet, corners) if corners else None)
    assert _inside(mark, Order("ttd_9", b"", "", corners=(100, 100, 200, 150))) is kept


def test_a_file_written_anew_is_accepted_only_unsigned_and_only_if_the_paper_is_the_same(service, official):
    service.mode = "rewritten"
    returned = BsreV2(service.url).sign(unsigned(), order(), official, standin.PHRASE)
    assert not returned.startswith(unsigned())
    assert examine(unsigned(), returned, official).rewritten
    once = paper.signed().states[1]
    with pytest.raises(SignatureBroken, match="bukan kelanjutan"):
        examine(once, standin.signed(standin.rewritten(once), service.name, 0, order().corners), official)
    other = paper.signed().states[0].replace(b"/MediaBox", b"/MediaBax", 1)
    assert not same_paper(unsigned(), other)


def test_no_further_field_is_laid_over_the_page_by_whoever_signs(service, official):
    corners = order().corners
    for sent in (unsigned(), standin.signed(unsigned(), service.name, 0, corners)):
        field = order().page
        fair = standin.signed(sent, service.name, field, corners)
        assert examine(sent, fair, official).field.startswith("Signature")
        with pytest.raises(SignatureBroken, match="bukan kelanjutan"):
            examine(sent, standin.signed(standin.masked(sent), service.name, field, corners), official)


def test_without_the_certificates_of_bsre_nothing_of_it_is_believed(service, official, settings):
    returned = BsreV2(service.url).sign(unsigned(), order(), official, standin.PHRASE)
    (settings.DATA_DIR / "authority" / "bsre" / "ca.pem").write_bytes(standin.other_root())
    with pytest.raises(SignatureBroken, match="tidak dikenali"):
        examine(unsigned(), returned, official)


def test_a_number_in_the_certificate_outweighs_the_name():
    mark = Mark("Signature1", "BUDI SANTOSO", "1", None, sound=True)
    for name, same in {"Drs. H. Budi Santoso, M.Si.": True, "Budi Hartono": False, "Siti": False}.items():
        assert is_of(mark, User(name=name), "") is same, name
    numbered = dataclasses.replace(mark, numbers=frozenset({standin.NIK}))
    assert is_of(numbered, User(name="Nama Lama"), standin.NIK)
    assert not is_of(numbered, User(name="Budi Santoso"), "3515081203670003")


@pytest.mark.parametrize("version", VERSIONS)
def test_nik_and_passphrase_are_in_no_log_and_no_exception(service, official, version, caplog, settings):
    bsre = VERSIONS[version](service.url)
    with caplog.at_level(logging.DEBUG):
        for mode in ("", "2011", "garbage", "timeout"):
            service.mode, settings.ESIGN_SECONDS = mode, 0.3 if mode == "timeout" else 30
            try:
                bsre.sign(unsigned(), order(), official, standin.PHRASE)
            except ProviderRefused as refused:
                told = "".join(traceback.format_exception(refused)) + repr(refused) + str(vars(refused))
                assert standin.NIK not in told
                assert standin.PHRASE not in told
        service.mode = "EXPIRED"
        bsre.status(official, at=None)
    pen = bsre.open(official, standin.PHRASE, at=None)
    for secret in (standin.NIK, standin.PHRASE, "rahasia-layanan"):
        assert secret not in caplog.text
        assert secret not in repr(pen)
    assert f"esign {version} sign: 200 after" in caplog.text


def test_a_nik_lies_encrypted_and_shows_four_digits(official, settings):
    row = SignerIdentity.objects.get()
    assert standin.NIK.encode() not in bytes(row.sealed)
    assert (row.last, identities.nik_of(official)) == ("0002", standin.NIK)
    key = settings.DATA_DIR / "authority" / "nik.key"
    assert key.stat().st_mode & 0o077 == 0
    settings.NIK_KEY = "3Yz5UtB0s3V9Q6a4Yp0z2c1Xw8r7Kk5JmN0o9L8i7H4="
    with pytest.raises(NikOwed):
        identities.nik_of(official)


def test_the_authority_is_founded_in_a_folder_that_an_administrator_made_before(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "authority" / "bsre").mkdir(parents=True)
    made = authority.authority()
    assert (
        made.root.certificate.subject
        == authority._authority.__wrapped__(tmp_path / "authority").root.certificate.subject
    )
    assert not list(tmp_path.glob(".authority-*"))
