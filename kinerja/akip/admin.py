"""The criteria, kept by whoever keeps the installation."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import ModelForm

from kinerja.akip.models import KINDS, Criterion
from sop.offices.admin.guards import KeptAdmin


class CriterionForm(ModelForm[Criterion]):
    """Refuses a kind of evidence that does not exist."""

    def clean_kinds(self) -> str:
        words = [word.strip() for word in str(self.cleaned_data["kinds"]).split(",") if word.strip()]
        if unknown := [word for word in words if word not in KINDS]:
            raise ValidationError(
                f"Jenis bukti ‘{unknown[0]}’ tidak dikenal. Pilihannya: {', '.join(KINDS)}."
            )
        return ",".join(words)


@admin.register(Criterion)
class CriterionAdmin(KeptAdmin):
    """Wording, evidence, and whether somebody compared it with the regulation. One that is not used is switched off."""

    form = CriterionForm
    list_display = ["code", "text", "kinds", "checked", "used"]
    ordering = ["order", "code"]
