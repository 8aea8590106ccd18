"""The pages of a draft: who gets them, what they say, and that nothing typed is lost."""

import pytest

from sop.procedures.canonical import canonical_data
from sop.procedures.models import Publication, SopVersion
from sop.procedures.steps import Flow, Step
from sop.runs.models import Run
from tests.sop.procedures.conftest import NOW
from tests.sop.procedures.editing.asking import address, fields_of, send

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.house.urls")]


PAGES = [
    "edit",
    "edit_identity",
    "edit_columns",
    "publish",
    "new_draft",
    "edit_step",
    "delete_step",
]
POSTS = ["move_step", "add_step", *PAGES[1:]]


def path(name: str, version: SopVersion) -> str:
    return address(
        name,
        version,
        version.steps.get(position=4) if name.endswith("_step") and name != "add_step" else None,
    )


def test_an_editor_opens_every_page_of_a_draft(desk, draft):
    for name in PAGES:
        assert (name, desk.get(path(name, draft)).status_code) == (name, 200)


def test_a_colleague_is_refused_and_a_stranger_finds_nothing(client, colleague, django_user_model, draft):
    stranger = django_user_model.objects.create(username="asing", name="Asing")
    before = canonical_data(draft)
    for user, status in ((colleague, 403), (stranger, 404)):
        client.force_login(user)
        for name in POSTS:
            assert (name, client.post(path(name, draft)).status_code) == (name, status)
        for name in PAGES:
            assert (name, client.get(path(name, draft)).status_code) == (name, status)
    assert canonical_data(draft) == before


def test_staff_without_the_right_to_change_sheets_is_refused(client, colleague, draft):
    colleague.is_staff = True
    colleague.save()
    client.force_login(colleague)
    assert client.get(address("edit", draft)).status_code == 403
    assert "procedures:edit" not in client.get(address("sheet", draft)).content.decode()


def test_a_published_version_is_never_edited(desk, published):
    version = published.version
    before = canonical_data(version)
    for name in set(POSTS) - {"new_draft"}:
        assert (name, desk.post(path(name, version)).status_code) == (name, 409)
    assert "sudah terbit" in desk.get(address("edit", version)).content.decode()
    assert canonical_data(version) == before


def test_the_sheet_leads_to_the_editor_or_to_a_new_version(desk, published, draft):
    assert address("edit", draft) in desk.get(address("sheet", draft)).content.decode()
    assert (
        address("new_draft", published.version)
        in desk.get(address("sheet", published.version)).content.decode()
    )


def test_the_overview_costs_the_same_for_more_rows(desk, draft, django_assert_num_queries):
    url = address("edit", draft)
    desk.get(url)
    with django_assert_num_queries(28):
        desk.get(url)
    desk.post(address("add_step", draft), {"data_hash": token(desk, draft), "after": draft.steps.first().pk})
    with django_assert_num_queries(28):
        desk.get(url)


def token(desk, draft: SopVersion) -> str:
    return desk.get(address("edit", draft)).context["overview"].token


def test_findings_lead_to_the_row_they_are_about(desk, draft):
    step = draft.steps.get(position=8)
    step.flows_out.all().delete()
    text = desk.get(address("edit", draft)).content.decode()
    assert "Belum dapat diterbitkan" in text
    assert "Galat (" in text
    assert f'href="{address("edit_step", draft, step)}#alur"' in text
    assert address("publish", draft) not in text


def test_findings_about_a_column_lead_to_the_columns(desk, draft):
    actor = draft.actors.get(order=1)
    actor.bindings.all().delete()
    text = desk.get(address("edit", draft)).content.decode()
    assert f'href="{address("edit_columns", draft)}">Atur pelaksana' in text


def test_buttons_move_add_and_lead_to_the_row(desk, draft):
    step = draft.steps.get(position=4)
    url = address("move_step", draft, step)
    answer = desk.post(url, {"data_hash": token(desk, draft), "arah": "turun"})
    assert answer["Location"] == f"{address('edit', draft)}#baris-{step.pk}"
    assert draft.steps.get(position=5) == step
    seen = token(desk, draft)
    desk.post(address("add_step", draft), {"data_hash": seen, "after": step.pk})
    assert draft.steps.count() == 9
    again = desk.post(address("add_step", draft), {"data_hash": seen, "after": step.pk}, follow=True)
    assert "sudah diubah sejak halaman Anda dibuka" in again.content.decode()
    assert "tidak dikenali" in desk.post(url, {"arah": "kiri"}, follow=True).content.decode()
    assert draft.steps.count() == 9


def test_a_step_is_saved_and_its_time_read_out(desk, draft):
    step = draft.steps.get(position=4)
    url = address("edit_step", draft, step)
    answer = send(desk, url, activity="Menelaah data", time="3 hari kerja")
    assert answer.status_code == 302
    assert "Terbaca: 3 hari kerja" in desk.get(url).content.decode()
    step.refresh_from_db()
    assert step.activity == "Menelaah data"
    assert send(desk, url, back="1")["Location"].startswith(address("edit", draft))


def test_a_step_saved_unchanged_stays_as_it_is(desk, draft):
    before = canonical_data(draft)
    for step in draft.steps.all():
        assert send(desk, address("edit_step", draft, step)).status_code == 302
    assert canonical_data(draft) == before


def test_arrows_are_added_and_removed_without_scripts(desk, draft):
    step = draft.steps.get(position=4)
    url, count = address("edit_step", draft, step), step.flows_out.count()
    more = send(desk, url, more="1", activity="Belum disimpan")
    assert (more.status_code, more.context["arrows"].total_form_count()) == (200, count + 2)
    assert "Belum disimpan" in more.content.decode()
    assert step.flows_out.count() == count
    send(desk, url, **{f"alur_{count}_target": "selesai", f"alur_{count}_label": "Batal"})
    assert step.flows_out.get(label="Batal").target is None
    send(desk, url, **{f"alur_{count}_DELETE": "on"})
    assert step.flows_out.count() == count


def test_what_cannot_be_written_is_refused_with_the_typing_kept(desk, draft):
    step = draft.steps.get(position=4)
    before = canonical_data(draft)
    answer = send(
        desk,
        address("edit_step", draft, step),
        activity="Ketikan saya",
        nature="decision",
        per_unit="on",
        alur_0_target="selesai",
        alur_0_is_return="on",
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Ketikan saya" in text
    assert "Keputusan tidak dapat dikerjakan per unit." in text
    assert "Pengembalian harus menuju sebuah langkah" in text
    assert canonical_data(draft) == before


def test_a_stale_step_is_refused_with_both_texts_and_can_be_sent_again(desk, draft):
    step = draft.steps.get(position=4)
    url = address("edit_step", draft, step)
    posted = {**fields_of(desk.get(url)), "activity": "Ketikan saya"}
    Step.objects.filter(pk=step.pk).update(activity="Ketikan orang lain")
    answer = desk.post(url, posted)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Ketikan saya" in text
    assert "Ketikan orang lain" in text
    assert Step.objects.get(pk=step.pk).activity == "Ketikan orang lain"
    assert desk.post(url, fields_of(answer)).status_code == 302
    assert Step.objects.get(pk=step.pk).activity == "Ketikan saya"


def test_typing_for_a_row_that_is_gone_is_given_back(desk, draft):
    step = draft.steps.get(position=4)
    url = address("edit_step", draft, step)
    posted = {**fields_of(desk.get(url)), "activity": "Ketikan saya"}
    desk.post(address("delete_step", draft, step), {"data_hash": token(desk, draft), **drops(step)})
    assert not Step.objects.filter(pk=step.pk).exists()
    answer = desk.post(url, posted)
    assert answer.status_code == 409
    assert "Ketikan saya" in answer.content.decode()
    assert desk.get(url).status_code == 404


def drops(step: Step) -> dict[str, str]:
    return {f"alur_{flow.pk}": "hapus" for flow in step.flows_in.all()}


def test_deleting_lists_the_arrows_to_the_row_and_redirects_them(desk, draft):
    step = draft.steps.get(position=4)
    arrow = step.flows_in.filter(is_return=False).first()
    url, goal = address("delete_step", draft, step), draft.steps.get(position=6)
    page = desk.get(url)
    assert f"dari langkah {arrow.source.number}" in page.content.decode()
    assert desk.post(url, {**fields_of(page), f"alur_{arrow.pk}": "x"}).status_code == 422
    answer = desk.post(url, {**fields_of(page), f"alur_{arrow.pk}": str(goal.pk)}, follow=True)
    assert "Alur dialihkan: 1" in answer.content.decode()
    assert Flow.objects.get(pk=arrow.pk).target == goal


def test_publishing_says_what_happens_and_cannot_be_undone(desk, published, draft, editor):
    office = draft.sop.office
    Run.objects.create(office=office, publication=published, year=2026, title="TW I", opened_at=NOW)
    url = address("publish", draft)
    text = desk.get(url).content.decode()
    assert "1 berkas tetap memakai versi 1." in text
    assert "tidak dapat dibatalkan" in text
    seen = token(desk, draft)
    draft.steps.filter(position=4).update(note="Diubah orang lain")
    assert desk.post(url, {"data_hash": seen}).status_code == 409
    assert not Publication.objects.filter(version=draft).exists()
    assert desk.post(url, {"data_hash": token(desk, draft)})["Location"] == address("sheet", draft)
    assert Publication.objects.get(version=draft).published_by == editor
    assert Run.objects.get().publication == published


def test_a_sheet_with_errors_is_not_published(desk, draft):
    draft.steps.get(position=8).flows_out.all().delete()
    url = address("publish", draft)
    assert "Terbitkan versi" not in desk.get(url).content.decode()
    answer = desk.post(url, {"data_hash": token(desk, draft)})
    assert answer.status_code == 422
    assert "Naskah belum dapat diterbitkan" in answer.content.decode()


def test_what_a_sheet_lacks_stands_on_the_page_before_publishing(desk, draft):
    Flow.objects.filter(source__version=draft, target=None).update(effects=[])
    text = desk.get(address("publish", draft)).content.decode()
    assert "hanya untuk dibaca" in text
    assert "Kekurangan (" in text


def test_a_new_version_is_made_once_and_then_continued(desk, published):
    url = address("new_draft", published.version)
    assert desk.get(url).status_code == 200
    assert SopVersion.objects.count() == 1
    answer = desk.post(url)
    made = SopVersion.objects.get(version=2)
    assert answer["Location"] == address("edit", made)
    again = desk.post(url, follow=True)
    assert again.redirect_chain[-1][0] == address("edit", made)
    assert "masih berupa rancangan" in again.content.decode()
    assert SopVersion.objects.count() == 2
