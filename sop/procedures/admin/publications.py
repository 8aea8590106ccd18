"""Published texts, for reading: runs work from these alone."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from sop.offices.admin.guards import ReadOnlyAdmin
from sop.procedures.models import Publication


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    list_display = ["version", "published_at", "published_by", "runnable", "sha256"]
    list_select_related = ["version", "published_by"]
    list_filter = ["runnable", "version__sop__office"]
    search_fields = ["version__title", "sha256"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        return super().get_queryset(request).defer("text")
