"""The pages: uploading, giving out, looking; what strangers and readers get; headers; constant queries."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from kinerja.submissions.desk import entry_desk
from kinerja.submissions.entry.sheet_paper import form_of
from kinerja.submissions.evidence import actions
from kinerja.submissions.evidence.models import Evidence
from tests.engine.graphs import build, straight
from tests.engine.walking import counted, walk_to_step
from tests.kinerja.submissions.evidence.makers import book, pdf, picture
from tests.kinerja.submissions.evidence.scene import Scene
from tests.kinerja.submissions.sheets import address, begun, browser_of

pytestmark = pytest.mark.django_db
NO_PDF = "Isi berkas ini bukan PDF, walaupun namanya berakhiran demikian. Simpan ulang dari aplikasi asalnya."
AS_SCRIPT = {"headers": {"accept": "application/json"}}


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def test_several_files_are_uploaded_at_once_and_a_bad_one_spoils_no_other(scene):
    answer = scene.post(
        ("a.pdf", pdf()), ("b.png", picture()), ("c.pdf", b"<?php ?>"), ("d.pdf", b""), follow=True
    )
    assert said(answer) == [
        "‘a.pdf’ terlampir.",
        "‘b.png’ terlampir.",
        f"‘c.pdf’ tidak dilampirkan. {NO_PDF}",
        "‘d.pdf’ tidak dilampirkan. Berkas ini kosong. Pilih berkas lain.",
    ]
    assert [file.name for file in Evidence.objects.all()] == ["a.pdf", "b.png"]


def test_a_script_gets_the_list_of_the_row_and_what_was_refused(scene):
    answer = scene.post(("a.pdf", pdf()), ("c.pdf", b"<?php ?>"), **AS_SCRIPT)
    body = answer.json()
    assert (answer.status_code, body["said"]) == (200, "‘a.pdf’ terlampir.")
    assert body["refused"][0].startswith("‘c.pdf’ tidak dilampirkan.")
    assert f'id="bukti-{scene.row().pk}"' in body["html"]
    assert "a.pdf" in body["html"]
    assert scene.post(("c.pdf", b"<?php ?>"), **AS_SCRIPT).status_code == 422


def test_choosing_nothing_is_answered(scene):
    assert "Belum ada berkas yang dipilih" in said(scene.post(follow=True))[0]


def test_an_upload_that_was_cut_leaves_no_row(scene, settings):
    whole = encode_multipart(BOUNDARY, {"berkas": SimpleUploadedFile("a.pdf", pdf() * 20)})
    client = browser_of(scene.clerk)
    client.generic("POST", scene.url(), whole[: len(whole) // 2], content_type=MULTIPART_CONTENT)
    assert not Evidence.objects.exists()
    assert list(settings.MEDIA_ROOT.rglob("*.pdf")) == []


def test_a_full_disk_leaves_no_row(scene, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kinerja.common.blobs.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        scene.post(("a.pdf", pdf()))
    assert not Evidence.objects.exists()


def test_words_beside_a_file_are_kept_or_given_back(scene):
    file, client = scene.attach(), browser_of(scene.clerk)
    url, prefix = scene.url_of("evidence_describe", file), f"bukti-{file.pk}"
    answer = client.post(url, {f"{prefix}-caption": "Rekap loket", f"{prefix}-dated": "kemarin"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Rekap loket" in page
    assert "Isi tanggal lengkap, misalnya 30/9/2026." in page
    client.post(url, {f"{prefix}-caption": "Rekap loket", f"{prefix}-dated": "30/9/2026"})
    file.refresh_from_db()
    assert (file.caption, str(file.dated)) == ("Rekap loket", "2026-09-30")


def test_a_removal_can_be_undone_on_the_same_page(scene):
    file, client = scene.attach(), browser_of(scene.clerk)
    answer = client.post(scene.url_of("evidence_remove", file), follow=True)
    assert said(answer) == ["‘rekap.pdf’ dihapus. Urungkan bila keliru."]
    assert scene.url_of("evidence_restore", file) in answer.content.decode()
    answer = client.post(scene.url_of("evidence_restore", file), follow=True)
    assert said(answer) == ["‘rekap.pdf’ dipulihkan."]


def test_what_was_uploaded_is_what_is_given_out(scene):
    content = book()
    file = scene.attach('rekap "TW III" é.xlsx', content)
    answer = browser_of(scene.clerk).get(scene.url_of("evidence_file", file))
    assert answer.content == content
    assert answer["Content-Type"] == file.media_type
    assert (
        answer["Content-Disposition"] == "attachment; filename*=utf-8''rekap%20%22TW%20III%22%20%C3%A9.xlsx"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("name", "content", "inline"),
    [("a.pdf", pdf(), True), ("a.png", picture(), True), ("a.xlsx", book(), False)],
)
def test_only_what_a_browser_can_show_is_framed_and_only_by_us(scene, name, content, inline):
    file = scene.attach(name, content)
    answer = browser_of(scene.clerk).get(f"{scene.url_of('evidence_file', file)}?lihat")
    assert answer["Content-Disposition"].startswith("inline" if inline else "attachment")
    assert ("frame-ancestors 'self'" in answer["Content-Security-Policy"]) == inline
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == ("SAMEORIGIN" if inline else "DENY")


def test_a_damaged_file_is_not_given_out(scene, settings):
    file = scene.attach()
    (settings.MEDIA_ROOT / file.path).write_bytes(b"lain")
    answer = browser_of(scene.clerk).get(scene.url_of("evidence_file", file))
    assert answer.status_code == 409
    assert "tidak sama dengan yang diunggah" in answer.content.decode()


def test_a_removed_file_stays_reachable_and_marked(scene):
    file = scene.attach()
    actions.remove(file, by=scene.clerk)
    scene.at(5)
    reader = browser_of(scene.world.people[3])
    page = reader.get(scene.url()).content.decode()
    assert "Dihapus" in page
    assert "Tidak lagi menjadi bukti baris ini" in page
    assert scene.url_of("evidence_remove", file) not in page
    assert reader.get(scene.url_of("evidence_file", file)).content == pdf(text="rekap.pdf")
    case = reader.get(scene.submission.get_absolute_url()).content.decode()
    assert scene.url_of("evidence_file", file) in case
    assert "menghapus bukti dukung ‘rekap.pdf’" in case


def test_a_file_is_not_found_through_another_berkas(scene):
    other = Scene(build(straight(), units=1), scene.submission)
    other.submission = begun(other.world)
    file = scene.attach()
    theirs = reverse("submissions:evidence_file", args=[other.submission.pk, file.pk])
    for person in (scene.clerk, other.clerk):
        assert browser_of(person).get(theirs).status_code == 404
    assert browser_of(other.clerk).get(scene.url_of("evidence_file", file)).status_code == 404
    wrong = reverse(
        "submissions:evidence", args=[scene.submission.pk, scene.world.units[1].pk, scene.row().pk]
    )
    assert browser_of(scene.clerk).get(wrong).status_code == 404


def test_the_last_look_asks_for_the_file_that_is_owed(scene):
    row = scene.row()
    row.definition |= {"evidence_required": True}
    row.save()
    url = reverse("submissions:check", args=[scene.submission.pk, scene.unit])
    page = browser_of(scene.clerk).get(url).content.decode()
    assert "Unggah sedikitnya satu bukti dukung untuk ‘Indikator 1’." in page
    assert f'href="{scene.url()}"' in page
    scene.attach()
    assert "Unggah sedikitnya" not in browser_of(scene.clerk).get(url).content.decode()


def test_the_verifier_sees_the_files_and_may_not_change_them(scene):
    file = scene.attach()
    scene.at(2)
    place = scene.fresh().run.places()[0]
    url = reverse("submissions:verify", args=[scene.submission.pk, place["id"]])
    page = browser_of(scene.world.people[2]).get(url).content.decode()
    assert f"{scene.url_of('evidence_file', file)}?lihat" in page
    assert scene.url_of("evidence_remove", file) not in page
    assert "Unggah bukti dukung" not in page


def test_the_paper_form_lists_the_files(scene):
    scene.attach()
    form = form_of(entry_desk(scene.clerk, scene.submission.pk, scene.unit), blank=False)
    assert form.groups[0].rows[0].evidence == ("rekap.pdf",)


def costs(files):
    world = build(straight(), units=1, indicators=3)
    scene = Scene(world, begun(world))
    for place in range(3):
        for number in range(files):
            scene.attach(f"{number}.pdf", pdf(text=f"{number}"), row=scene.row(place))
    pages = [address(scene.submission, scene.unit), scene.url(), scene.submission.get_absolute_url()]
    found = []
    for url in pages:
        client = browser_of(scene.clerk)
        client.get(url)
        with counted() as queries:
            assert client.get(url).status_code == 200
        found.append(len(queries))
    submission = walk_to_step(world, scene.submission, 2)
    place = submission.run.places()[0]
    with counted() as queries:
        browser_of(world.people[2]).get(reverse("submissions:verify", args=[submission.pk, place["id"]]))
    return [*found, len(queries)]


def test_pages_cost_the_same_for_one_and_for_seven_files_a_row():
    assert costs(1) == costs(7)
