"""The tree of objectives, indicators, targets and predicates of an office."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from kinerja.common.numbers import format_number
from kinerja.indicators.agreements import PerformanceAgreement, PlanningPost, TargetRevision
from kinerja.indicators.forms import BandForm, IndicatorForm, TargetForm, TargetFormSet, direction_warning
from kinerja.indicators.grid import agreement_of
from kinerja.indicators.models import Indicator, Objective, PredicateBand, Target
from sop.offices.admin.guards import KeptAdmin, ReadOnlyAdmin
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
    formset = TargetFormSet
    fields = ["unit", "kind", "year", "number", "value", "lower", "upper", "budget"]
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
        (
            "Satuan dan arah",
            {"fields": [("measure", "decimals"), "direction", ("lowest", "highest", "strict_bounds")]},
        ),
        (
            "Pembilang dan penyebut",
            {
                "fields": ["numerator_name", "denominator_name", "factor"],
                "description": "Bila diisi, unit mengisi keduanya dan realisasi dihitung otomatis.",
            },
        ),
        ("Anggaran", {"fields": ["budgeted"]}),
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

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """One by one, so that each can be asked whether it is locked."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_delete_permission(self, request: HttpRequest, obj: Target | None = None) -> bool:
        """Targets of a signed Perjanjian Kinerja stay."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and not (obj and agreement_of(obj.indicator.office, obj.year))

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


@admin.register(PlanningPost)
class PlanningPostAdmin(admin.ModelAdmin[PlanningPost]):
    """Holders of these posts keep the indicators and targets of their office on its own screens."""

    list_display = ["position", "office"]
    list_select_related = ["position__office"]
    search_fields = ["position__title", "position__office__name"]
    autocomplete_fields = ["position"]

    @admin.display(description="perangkat daerah")
    def office(self, post: PlanningPost) -> str:
        return post.position.office.name


@admin.register(PerformanceAgreement)
class PerformanceAgreementAdmin(ReadOnlyAdmin):
    list_display = ["office", "year", "number", "signed_on"]
    list_select_related = ["office"]
    list_filter = ["year", "office"]
    search_fields = ["number", "office__name"]


@admin.register(TargetRevision)
class TargetRevisionAdmin(ReadOnlyAdmin):
    list_display = ["indicator", "unit", "year", "kind", "number", "since", "basis"]
    list_select_related = ["indicator", "unit"]
    list_filter = ["year", "indicator__office"]
    search_fields = ["indicator__name", "basis"]
