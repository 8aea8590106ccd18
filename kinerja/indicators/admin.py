"""The tree of objectives, indicators, targets and predicates of an office."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from kinerja.common.numbers import format_number
from kinerja.indicators.forms import BandForm, IndicatorForm, TargetForm, direction_warning
from kinerja.indicators.models import Indicator, Objective, PredicateBand, Target
from sop.offices.admin.guards import KeptAdmin
from sop.procedures.admin.guards import PlainSelects


@admin.register(Objective)
class ObjectiveAdmin(KeptAdmin):
    list_display = ["name", "level", "code", "office", "parent", "order"]
    list_select_related = ["office", "parent"]
    list_filter = ["level", "office"]
    search_fields = ["name", "code", "office__name"]
    autocomplete_fields = ["office", "parent"]


class TargetInline(PlainSelects, admin.TabularInline[Target, Indicator]):
    """Files already started keep the targets of the day they were started."""

    model = Target
    form = TargetForm
    fields = ["unit", "kind", "year", "number", "value", "lower", "upper"]
    autocomplete_fields = ["unit"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Target]:
        return super().get_queryset(request).select_related("unit", "indicator")


@admin.register(Indicator)
class IndicatorAdmin(KeptAdmin):
    form = IndicatorForm
    list_display = ["name", "office", "measure", "formula", "aggregation", "order", "active"]
    list_select_related = ["office"]
    list_filter = ["active", "office", "formula", "aggregation"]
    search_fields = ["name", "office__name", "objective__name"]
    autocomplete_fields = ["office", "objective", "units"]
    inlines = [TargetInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "office",
                    "objective",
                    "name",
                    "definition",
                    "units",
                    "evidence_required",
                    ("order", "active"),
                ]
            },
        ),
        ("Satuan dan arah", {"fields": [("measure", "decimals"), "direction", ("lowest", "highest")]}),
        (
            "Cara menghitung",
            {
                "fields": ["formula", "aggregation", "zero_policy", "scale"],
                "description": "Definisi dan target dibekukan saat berkas dimulai; perubahan berlaku bagi berkas berikutnya.",
            },
        ),
    ]

    def save_model(self, request: HttpRequest, obj: Indicator, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        if sentence := direction_warning(obj):
            messages.warning(request, sentence)


@admin.register(Target)
class TargetAdmin(admin.ModelAdmin[Target]):
    form = TargetForm
    list_display = ["indicator", "unit", "year", "kind", "number", "shown"]
    list_select_related = ["indicator", "unit"]
    list_filter = ["year", "kind", "indicator__office"]
    search_fields = ["indicator__name", "unit__name"]
    autocomplete_fields = ["indicator", "unit"]
    show_full_result_count = False

    @admin.display(description="target")
    def shown(self, target: Target) -> str:
        if target.value is not None:
            return format_number(target.value)
        return f"{format_number(target.lower)}–{format_number(target.upper)}"


@admin.register(PredicateBand)
class PredicateBandAdmin(admin.ModelAdmin[PredicateBand]):
    """Without rows an office uses the bands of Permendagri 86/2017."""

    form = BandForm
    list_display = ["label", "lower", "tone", "office"]
    list_select_related = ["office"]
    list_filter = ["office"]
    autocomplete_fields = ["office"]
