"""What every page of this workbench shares: a published sheet is for reading."""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse

from sop.procedures.models import Actor, Publication, SopVersion
from sop.procedures.steps import Step

READ_ONLY = "Naskah ini sudah terbit dan tidak dapat diubah, karena berkas berjalan memakainya. Buat versi baru untuk mengubahnya."


def version_of(row: object) -> int | None:
    """The version a page is about: that of the row itself, or of the row its inlines hang on."""
    if isinstance(row, SopVersion):
        return row.pk
    return row.version_id if isinstance(row, Step | Actor) else None


def is_published(row: object) -> bool:
    version = version_of(row)
    return version is not None and Publication.objects.filter(version=version).exists()


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


class FrozenInline(admin.options.InlineModelAdmin[Any, Any]):
    """Rows of a sheet on the page of what they belong to."""

    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not is_published(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not is_published(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_published(obj)
