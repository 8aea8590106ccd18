"""The page of a row of the sheet, and of a column with the posts that stand for it."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from sop.offices.models import Position
from sop.procedures.actions import remove_step
from sop.procedures.admin.forms import FlowForm
from sop.procedures.admin.guards import SMALL, FrozenAdmin, FrozenInline, PlainSelects, is_published
from sop.procedures.models import Actor, ActorBinding
from sop.procedures.steps import Flow, QualityStandard, Step, StepActor


def _parent(request: HttpRequest) -> int:
    """The pk of the row whose page this is."""
    match = request.resolver_match
    return int(match.kwargs.get("object_id", 0)) if match else 0


class StepActorInline(FrozenInline, admin.TabularInline[StepActor, Step]):
    model = StepActor

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[StepActor]:
        return super().get_queryset(request).select_related("step", "actor")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "actor":
            kwargs["queryset"] = Actor.objects.filter(version__steps=_parent(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class QualityStandardInline(FrozenInline, admin.StackedInline[QualityStandard, Step]):
    model = QualityStandard

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[QualityStandard]:
        return super().get_queryset(request).select_related("step")


class FlowInline(FrozenInline, admin.StackedInline[Flow, Step]):
    model = Flow
    form = FlowForm
    fk_name = "source"
    fields = [("order", "target", "label"), "effects", ("is_return", "drawn", "basis")]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Flow]:
        return super().get_queryset(request).select_related("source", "target")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "target":
            kwargs["queryset"] = Step.objects.filter(version__steps=_parent(request)).order_by("position")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Step)
class StepAdmin(FrozenAdmin):
    list_display = ["__str__", "version", "nature", "starts", "fills", "per_unit", "is_meeting"]
    list_select_related = ["version"]
    list_filter = ["version__sop"]
    search_fields = ["activity", "number"]
    formfield_overrides = SMALL
    autocomplete_fields = ["version"]
    fieldsets = [
        (None, {"fields": ["version", ("position", "number"), "activity", "note"]}),
        ("Sifat", {"fields": ["nature", ("starts", "fills", "per_unit", "is_meeting"), "record"]}),
        ("Tabel alur", {"classes": ["collapse"], "fields": [("table", "table_heading")]}),
    ]

    def get_inlines(self, request: HttpRequest, obj: Step | None) -> list[Any]:
        return [StepActorInline, QualityStandardInline, FlowInline] if obj else []

    def get_readonly_fields(self, request: HttpRequest, obj: Step | None = None) -> list[str]:
        return ["version"] if obj else []

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """A step goes with its own marks, standard and arrows, which would otherwise hold it."""
        steps = [str(step) for step in objs]
        return steps, {"langkah": len(steps)}, set(), []

    def delete_model(self, request: HttpRequest, obj: Step) -> None:
        remove_step(obj)


class ActorBindingInline(PlainSelects, admin.TabularInline[ActorBinding, Actor]):
    """Staffing: may change at any time, also under a published sheet."""

    model = ActorBinding

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[ActorBinding]:
        return super().get_queryset(request).select_related("actor", "position")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "position":
            offices = Position.objects.filter(office__sops__versions__actors=_parent(request))
            kwargs["queryset"] = offices.order_by("title")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Actor)
class ActorAdmin(admin.ModelAdmin[Actor]):
    list_display = ["__str__", "version", "is_group"]
    list_select_related = ["version"]
    list_filter = ["version__sop"]
    search_fields = ["label"]
    autocomplete_fields = ["version"]

    def get_inlines(self, request: HttpRequest, obj: Actor | None) -> list[Any]:
        return [ActorBindingInline] if obj else []

    def get_readonly_fields(self, request: HttpRequest, obj: Actor | None = None) -> list[str]:
        return ["version", "order", "label", "is_group"] if is_published(obj) else []

    def has_delete_permission(self, request: HttpRequest, obj: Actor | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_published(obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions
