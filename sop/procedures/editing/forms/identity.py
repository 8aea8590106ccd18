"""The form of the identity page: the header as printed, and the six boxes, one item on a line."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from sop.procedures.editing.drafts import identity_token
from sop.procedures.editing.forms.widgets import SeenForm, area, day, line
from sop.procedures.editing.identity import box_text
from sop.procedures.labels import label
from sop.procedures.models import Section, SopVersion

SHORT = [
    "number",
    "title",
    "created_printed",
    "revised_printed",
    "effective_printed",
    "approver_post",
    "approver_name",
    "approver_rank",
    "approver_nip",
    "table_title",
]
LONG = ["agency", "cover", "attachment_of", "purpose"]
HEADER = [*SHORT, *LONG, "effective_on", "rhythm"]
BOX = "kotak_"


class IdentityForm(SeenForm, forms.ModelForm[SopVersion]):
    class Meta:
        model = SopVersion
        fields: ClassVar[list[str]] = [
            "agency",
            *SHORT[:5],
            "effective_on",
            *SHORT[5:9],
            "rhythm",
            "table_title",
            "purpose",
            "cover",
            "attachment_of",
        ]
        widgets: ClassVar[dict[str, forms.Widget]] = {
            **{name: line() for name in SHORT},
            **{name: area() for name in LONG},
            "effective_on": day(),
            "rhythm": forms.Select(attrs={"class": "form-select"}),
        }
        error_messages: ClassVar[dict[str, dict[str, str]]] = {
            "title": {"required": "Isi nama SOP."},
            "agency": {"required": "Isi nama instansi seperti tercetak."},
            "effective_on": {"invalid": "Tulis tanggal berlaku, mis. 2026-01-31."},
        }

    def __init__(self, data: Mapping[str, Any] | None = None, *, version: SopVersion) -> None:
        items = list(version.items.order_by("order"))
        boxes = {key: box_text(item for item in items if item.section == key) for key in Section.values}
        initial = {f"{BOX}{key}": text for key, text in boxes.items()}
        super().__init__(data, instance=version, initial={**initial, "data_hash": identity_token(version)})
        for field in self.fields.values():
            field.label = str(field.label)[:1].upper() + str(field.label)[1:]
        for key, text in boxes.items():
            self.fields[f"{BOX}{key}"] = forms.CharField(
                label=label(version.labels, key) or label({}, key),
                required=False,
                strip=False,
                widget=area(max(3, min(12, text.count("\n") + 2))),
            )

    @property
    def header_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.Meta.fields]

    @property
    def box_fields(self) -> list[forms.BoundField]:
        return [self[f"{BOX}{key}"] for key in Section.values]

    def header(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in HEADER}

    def boxes(self) -> dict[str, str]:
        return {key: self.cleaned_data[f"{BOX}{key}"] for key in Section.values}
