"""The columns of a draft as a small set of forms, each with its place, its name and its posts."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict

from sop.offices.models import Position
from sop.procedures.editing.columns import Column
from sop.procedures.editing.drafts import columns_token
from sop.procedures.editing.forms.widgets import SeenForm, line, tick
from sop.procedures.models import ActorBinding, SopVersion

PREFIX = "kolom"
MOST = 40


class ColumnsSeen(SeenForm):
    """The state of all columns together."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, version: SopVersion) -> None:
        super().__init__(data, initial={"data_hash": columns_token(version)})


class ColumnForm(forms.Form):
    use_required_attribute = False

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    label = forms.CharField(
        label="Nama kolom seperti tercetak", required=False, max_length=150, widget=line()
    )
    is_group = forms.BooleanField(label="Kelompok (tim, rapat)", required=False, widget=tick())

    def __init__(self, *args: Any, posts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = posts
        self.fields["posts"] = forms.MultipleChoiceField(
            label="Jabatan yang berdiri di kolom ini",
            required=False,
            choices=posts,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
            error_messages={"invalid_choice": "Pilih jabatan dari daftar yang tersedia."},
        )

    @property
    def bound_posts(self) -> list[str]:
        """The posts ticked now, in words."""
        ticked = set(map(str, self["posts"].value() or []))
        return [name for pk, name in self.choices if pk in ticked]

    @property
    def column(self) -> Column:
        typed = self.cleaned_data
        posts = frozenset(int(pk) for pk in typed["posts"])
        return Column(typed["pk"], typed["label"], typed["is_group"], posts)


class BaseColumns(forms.BaseFormSet[ColumnForm]):
    def add_fields(self, form: ColumnForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Hapus kolom ini"
        form.fields["DELETE"].widget = tick()
        form.fields["ORDER"].label = "Urutan dari kiri"
        form.fields["ORDER"].widget = forms.NumberInput(attrs={"class": "form-control", "min": "1"})
        form.fields["ORDER"].error_messages["invalid"] = "Tulis urutan dengan angka, mis. 2."

    def columns(self) -> list[Column]:
        """The columns from left to right; blank rows and those to be removed left out."""
        kept = [
            form
            for form in self.forms
            if (form.has_changed() or form.cleaned_data.get("pk")) and not form.cleaned_data.get("DELETE")
        ]
        order = {form: form.cleaned_data.get("ORDER") for form in kept}
        return [
            form.column for form in sorted(kept, key=lambda form: (order[form] is None, order[form] or 0))
        ]


ColumnSet = forms.formset_factory(
    ColumnForm, formset=BaseColumns, extra=1, can_delete=True, can_order=True, max_num=MOST
)


def columns_form(version: SopVersion, data: Mapping[str, Any] | None = None) -> BaseColumns:
    positions = Position.objects.filter(office=version.sop.office_id).order_by("title")
    posts = [(str(pk), title) for pk, title in positions.values_list("pk", "title")]
    initial = None if data is not None else _stored(version)
    made = ColumnSet(data, initial=initial, prefix=PREFIX, form_kwargs={"posts": posts})
    return cast(BaseColumns, made)


def _stored(version: SopVersion) -> list[dict[str, Any]]:
    bound: dict[int, list[str]] = {}
    bindings = ActorBinding.objects.filter(actor__version=version)
    for actor, position in bindings.values_list("actor", "position"):
        bound.setdefault(actor, []).append(str(position))
    return [
        {"pk": actor.pk, "label": actor.label, "is_group": actor.is_group, "posts": bound.get(actor.pk, [])}
        for actor in version.actors.order_by("order")
    ]


def with_another_column(post: QueryDict) -> QueryDict:
    """What was posted with one more blank column below."""
    data = post.copy()
    name = f"{PREFIX}-TOTAL_FORMS"
    data[name] = str(min(int(data.get(name) or 0) + 1, MOST))
    return data
