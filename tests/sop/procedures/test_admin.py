"""The workbench: drafts are edited, checked and published here; what is published is only read."""

from typing import Any

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse
from zeal import zeal_ignore

from sop.offices.models import User
from sop.procedures.actions import new_version
from sop.procedures.models import Actor, ActorBinding, Publication, SopVersion
from sop.procedures.steps import Flow, QualityStandard, Step

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.house.urls")]


@pytest.fixture
def keeper(client) -> User:
    user = User.objects.create(username="admin", name="Admin", is_superuser=True, is_staff=True)
    client.force_login(user)
    return user


def fields_of(response) -> dict[str, Any]:
    """What a browser would send back from this page of the admin, nothing changed."""
    context = response.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    posted: dict[str, Any] = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if isinstance(value, bool):
                posted |= {bound.html_name: "on"} if value else {}
            elif value is not None:
                posted[bound.html_name] = value
    return posted


def page(client, row, name: str = "change"):
    model = row._meta.model_name
    return client.get(reverse(f"admin:sop_{model}_{name}", args=[row.pk]))


def save(client, row, **changes: Any):
    address = reverse(f"admin:sop_{row._meta.model_name}_change", args=[row.pk])
    posted = {**fields_of(client.get(address)), **changes}
    with zeal_ignore():  # formsets of the admin look up every row they are sent by its key
        response = client.post(address, posted)
    problems = response.context and [
        response.context["adminform"].form.errors,
        *(inline.formset.errors for inline in response.context["inline_admin_formsets"]),
    ]
    assert response.status_code == 302, problems
    return response


@pytest.mark.parametrize("model", ["sop", "sopversion", "step", "actor"])
def test_lists_open_and_search(model, keeper, client, published):
    address = reverse(f"admin:sop_{model}_changelist")
    assert client.get(address).status_code == 200
    assert client.get(address, {"q": "kinerja"}).status_code == 200
    assert client.get(reverse(f"admin:sop_{model}_add")).status_code == 200


def test_the_list_of_versions_costs_the_same_for_one_and_for_two(
    keeper, client, published, django_assert_num_queries
):
    address = reverse("admin:sop_sopversion_changelist")
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)
    new_version(published.version, by=None)
    with django_assert_num_queries(6):
        client.get(address)


def test_a_draft_is_edited_with_its_rows(keeper, client, seed):
    version = seed("tasikmalaya")
    save(client, version, number="470 / Kep. 242 / Sekre", label_col_note="Ket.")
    version.refresh_from_db()
    assert version.number == "470 / Kep. 242 / Sekre"
    assert version.labels["col_note"] == "Ket."
    assert version.labels["approved_by"] == "Disahkan oleh"


def test_saving_a_draft_unchanged_changes_no_label(keeper, client, seed):
    version = seed("tasikmalaya")
    before = version.labels
    save(client, version)
    version.refresh_from_db()
    assert version.labels == before


def test_a_step_is_edited_with_ticks_instead_of_json(keeper, client, seed):
    step = Step.objects.get(version=seed("tasikmalaya"), position=6)
    response = page(client, step)
    assert "verifikasi" in response.content.decode()
    posted = fields_of(response)
    (effects,) = [name for name, value in posted.items() if value == ["verify", "paraf"]]
    (time,) = [name for name, value in posted.items() if value == "30 menit"]
    save(client, step, **{effects: ["verify"], time: "1 jam", "activity": "Meneliti"})
    assert Flow.objects.get(source=step, order=1).effects == ["verify"]
    assert QualityStandard.objects.get(step=step).time == "1 jam"


def test_choices_of_a_step_are_those_of_its_own_sheet(keeper, client, seed):
    step, other = Step.objects.get(version=seed("tasikmalaya"), position=6), seed("sumenep")
    response = page(client, step)
    choices = [
        form.fields[name].queryset
        for inline in response.context["inline_admin_formsets"]
        for form in inline.formset.forms
        for name in {"actor", "target"} & set(form.fields)
    ]
    assert len(choices) >= 3
    assert all(not queryset.filter(version=other).exists() for queryset in choices)
    assert all(queryset.exists() for queryset in choices)


@pytest.mark.parametrize("model", [SopVersion, Step])
def test_a_published_sheet_opens_read_only_and_says_why(model, keeper, client, published):
    row = model.objects.first()
    response = page(client, row)
    text = response.content.decode()
    assert "sudah terbit dan tidak dapat diubah" in text
    assert "Buat versi baru" in text
    assert 'name="_save"' not in text
    address = reverse(f"admin:sop_{model._meta.model_name}_change", args=[row.pk])
    assert client.post(address, {"activity": "x", "title": "x"}).status_code == 403
    assert page(client, row, "delete").status_code == 403


def test_no_bulk_deletion_is_offered(keeper, client, published):
    for model in ("sopversion", "step", "actor"):
        text = client.get(reverse(f"admin:sop_{model}_changelist")).content.decode()
        assert "delete_selected" not in text


def test_staffing_of_a_published_column_can_still_be_changed(keeper, client, published):
    actor = Actor.objects.get(version=published.version, order=2)
    response = page(client, actor)
    assert 'name="label"' not in response.content.decode()
    binding = ActorBinding.objects.get(actor=actor)
    post = binding.position.office.positions.get(code="kasubag-pep")
    save(client, actor, **{"bindings-0-position": post.pk})
    assert ActorBinding.objects.get(actor=actor).position == post
    assert page(client, actor, "delete").status_code == 403


def test_the_report_shows_findings_and_offers_to_publish(keeper, client, seed):
    version = seed("sumenep")
    text = page(client, version, "periksa").content.decode()
    assert "Dapat diterbitkan dan dijalankan." in text
    assert "Peringatan (8)" in text
    response = client.post(reverse("admin:sop_sopversion_terbitkan", args=[version.pk]), follow=True)
    assert "terbit, dapat dijalankan." in response.content.decode()
    publication = Publication.objects.get(version=version)
    assert publication.published_by == keeper
    assert "Buat versi baru" in page(client, version, "periksa").content.decode()


def test_errors_stand_in_the_report_and_forbid_publishing(keeper, client, seed):
    version = seed("sumenep")
    Flow.objects.filter(source__version=version, source__position=9).delete()
    text = page(client, version, "periksa").content.decode()
    assert "Belum dapat diterbitkan" in text
    assert "Langkah ini tidak mempunyai alur keluar." in text
    assert "Terbitkan" not in text.split("Laporan pemeriksaan")[-1]
    response = client.post(reverse("admin:sop_sopversion_terbitkan", args=[version.pk]), follow=True)
    assert "Naskah belum dapat diterbitkan" in response.content.decode()
    assert not Publication.objects.exists()


def test_a_new_version_is_made_by_a_button_once(keeper, client, published):
    address = reverse("admin:sop_sopversion_versi-baru", args=[published.version_id])
    response = client.post(address, follow=True)
    draft = SopVersion.objects.get(version=2)
    assert response.redirect_chain[-1][0] == reverse("admin:sop_sopversion_change", args=[draft.pk])
    again = client.post(address, follow=True).content.decode()
    assert "Versi 2 masih berupa rancangan" in again
    assert SopVersion.objects.count() == 2


@pytest.mark.parametrize("name", ["terbitkan", "versi-baru"])
def test_nothing_is_done_by_following_a_link(name, keeper, client, published):
    assert page(client, published.version, name).status_code == 405


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        ("check_selected", "Laporan pemeriksaan"),
        ("publish_selected", "terbit, dapat dijalankan."),
        ("draft_selected", "masih berupa rancangan"),
    ],
)
def test_actions_of_the_list(action, sentence, keeper, client, seed):
    version = seed("mojokerto")
    address = reverse("admin:sop_sopversion_changelist")
    posted = {"action": action, ACTION_CHECKBOX_NAME: [version.pk]}
    assert sentence in client.post(address, posted, follow=True).content.decode()


def test_a_draft_and_its_steps_can_be_deleted(keeper, client, published):
    draft = new_version(published.version, by=None)
    step = draft.steps.get(position=4)
    assert page(client, step, "delete").status_code == 200
    client.post(reverse("admin:sop_step_delete", args=[step.pk]), {"post": "yes"})
    assert draft.steps.count() == 7
    client.post(reverse("admin:sop_sopversion_delete", args=[draft.pk]), {"post": "yes"})
    assert list(SopVersion.objects.all()) == [published.version]


def test_people_without_the_admin_right_do_not_reach_the_workbench(client, published):
    client.force_login(User.objects.create(username="staf", name="Staf"))
    for name in ("change", "periksa"):
        assert page(client, published.version, name).status_code == 302
    response = client.post(reverse("admin:sop_sopversion_versi-baru", args=[published.version_id]))
    assert response.status_code == 302
    assert SopVersion.objects.count() == 1


def test_a_step_is_added_from_the_page_of_its_sheet(keeper, client, seed):
    version = seed("mojokerto")
    posted = fields_of(page(client, version))
    count = int(posted["steps-TOTAL_FORMS"])
    row = {
        "position": 9,
        "number": "9.",
        "activity": "Melaporkan",
        "nature": "process",
        "version": version.pk,
    }
    changes = {f"steps-{count}-{name}": value for name, value in row.items()}
    save(client, version, **{**changes, "steps-TOTAL_FORMS": count + 1})
    assert version.steps.get(position=9).activity == "Melaporkan"
