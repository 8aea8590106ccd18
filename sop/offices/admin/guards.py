"""What the administration may do with records: keep them, and only look at what the application itself wrote."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest


class KeptAdmin(admin.ModelAdmin[Any]):
    """May be added and changed, never deleted: history points here. What is over gets an end date or is switched off."""

    list_per_page = 50
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class ReadOnlyAdmin(KeptAdmin):
    """Written by the steps of an SOP alone; here for reading."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
