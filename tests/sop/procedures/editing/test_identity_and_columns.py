"""The identity page and the columns of a draft: saved, refused, and nothing typed is lost."""

import pytest

from sop.procedures.canonical import canonical_data
from sop.procedures.models import SopVersion
from tests.sop.procedures.editing.asking import address, fields_of, send

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.house.urls")]


def test_the_header_and_the_boxes_are_saved(desk, draft):
    url = address("edit_identity", draft)
    answer = send(
        desk,
        url,
        title="Pengukuran Kinerja",
        kotak_related="1. SOP Pengumpulan Data\r\n  dan Verifikasi\r\n\r\n• SOP Pelaporan\r\n17 Agustus",
    )
    assert answer["Location"] == address("edit", draft)
    draft.refresh_from_db()
    assert draft.title == "Pengukuran Kinerja"
    assert list(draft.items.filter(section="related").values_list("order", "marker", "text")) == [
        (1, "1.", "SOP Pengumpulan Data\ndan Verifikasi"),
        (2, "•", "SOP Pelaporan"),
        (3, "", "17 Agustus"),
    ]


def test_an_identity_saved_unchanged_stays_as_it_is(desk, draft):
    draft.items.filter(section="warning").update(marker="1", text="Bila terlambat\nada sanksi")
    before = canonical_data(draft)
    send(desk, address("edit_identity", draft))
    assert canonical_data(draft) == before


def test_an_identity_without_a_name_or_gone_stale_is_refused_with_the_typing_kept(desk, draft):
    url = address("edit_identity", draft)
    before = canonical_data(draft)
    answer = send(desk, url, title="", number="Nomor saya")
    assert (answer.status_code, canonical_data(draft)) == (422, before)
    assert "Isi nama SOP." in answer.content.decode()
    posted = {**fields_of(desk.get(url)), "number": "Nomor saya"}
    SopVersion.objects.filter(pk=draft.pk).update(number="Nomor orang lain")
    answer = desk.post(url, posted)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Nomor saya" in text
    assert "Nomor orang lain" in text
    assert desk.post(url, fields_of(answer)).status_code == 302


def columns_of(version: SopVersion) -> list[tuple[str, list[str]]]:
    return [
        (actor.label, sorted(actor.bindings.values_list("position__code", flat=True)))
        for actor in version.actors.order_by("order")
    ]


def test_columns_saved_unchanged_stay_as_they_are(desk, draft):
    before = columns_of(draft), canonical_data(draft)
    assert send(desk, address("edit_columns", draft)).status_code == 302
    assert (columns_of(draft), canonical_data(draft)) == before


def test_columns_are_ordered_added_and_bound(desk, draft):
    before, post = columns_of(draft), draft.sop.office.positions.order_by("code").first()
    count = len(before)
    typed = {f"kolom_{count}_label": "Arsiparis", f"kolom_{count}_posts": [post.pk]}
    send(desk, address("edit_columns", draft), kolom_0_ORDER="2", kolom_1_ORDER="1", **typed)
    assert columns_of(draft) == [before[1], before[0], *before[2:], ("Arsiparis", [post.code])]


def test_a_blank_column_is_added_without_saving(desk, draft):
    before = columns_of(draft)
    answer = send(desk, address("edit_columns", draft), more="1", kolom_0_label="Belum disimpan")
    assert answer.context["columns"].total_form_count() == len(before) + 2
    assert "Belum disimpan" in answer.content.decode()
    assert columns_of(draft) == before


def test_a_column_in_use_stale_or_with_a_foreign_post_is_refused(desk, draft):
    url, before = address("edit_columns", draft), columns_of(draft)
    answer = send(desk, url, kolom_0_DELETE="on", kolom_1_label="Ketikan saya")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "masih dipakai pada langkah" in text
    assert "Ketikan saya" in text
    assert send(desk, url, kolom_0_posts=["999999"]).status_code == 422
    posted = {**fields_of(desk.get(url)), "kolom-0-label": "Ketikan saya"}
    draft.actors.filter(order=2).update(label="Kolom orang lain")
    stale = desk.post(url, posted)
    assert stale.status_code == 409
    assert "Kolom orang lain" in stale.content.decode()
    assert [label for label, _ in columns_of(draft)] == [
        before[0][0],
        "Kolom orang lain",
        *(label for label, _ in before[2:]),
    ]


def test_an_unused_column_goes(desk, draft):
    draft.actors.create(order=9, label="Tanpa tugas")
    send(desk, address("edit_columns", draft), **{f"kolom_{draft.actors.count() - 1}_DELETE": "on"})
    assert not draft.actors.filter(label="Tanpa tugas").exists()
