"""What every page of this workbench shares: a published sheet is for reading."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.forms import Textarea
from django.http import HttpRequest, HttpResponse

from sop.procedures.models import Actor, Publication, SopVersion
from sop.procedures.steps import Step

SMALL: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.TextField: {"widget": Textarea(attrs={"rows": 2, "cols": 60})}
}
READ_ONLY = "Naskah ini sudah terbit dan tidak dapat diubah, karena berkas berjalan memakainya. Buat versi baru untuk mengubahnya."


def version_of(row: object) -> int | None:
    """The version a page is about: that of the row itself, or of the row its inlines hang on."""
    if isinstance(row, SopVersion):
        return row.pk
    return row.version_id if isinstance(row, Step | Actor) else None


def is_published(row: object) -> bool:
    """Asked dozens of times for one page, answered by one query: the row remembers."""
    version = version_of(row)
    if version is None:
        return False
    if "_published" not in row.__dict__:
        row.__dict__["_published"] = Publication.objects.filter(version=version).exists()
    return bool(row.__dict__["_published"])


class FrozenAdmin(admin.ModelAdmin[Any]):
    """A page that turns into plain reading once its sheet is published."""

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and not is_published(obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_published(obj)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method == "GET" and is_published(self.get_object(request, object_id)):
            messages.warning(request, READ_ONLY)
        return super().change_view(request, object_id, form_url, extra_context)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Rows are removed one by one: the bulk action would stop at the first row that others hold on to."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions


class PlainSelects(admin.options.InlineModelAdmin[Any, Any]):
    """Selects without the buttons that add, change or delete what is selected: here they only mislead."""

    extra = 0

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget.can_add_related = widget.can_change_related = False
            widget.can_delete_related = widget.can_view_related = False
        return field


class FrozenInline(PlainSelects):
    """Rows of a sheet on the page of what they belong to."""

    formfield_overrides = SMALL

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not is_published(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not is_published(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_published(obj)
