"""The questions of the yearly evaluation, kept by whoever keeps the installation."""

from django.contrib import admin

from kinerja.compliance.models import Question


@admin.register(Question)
class QuestionAdmin(admin.ModelAdmin[Question]):
    """An evaluation that was begun keeps its own copy of the wording."""

    list_display = ["form", "order", "aspect", "text", "figure", "used"]
    list_filter = ["form", "used"]
    ordering = ["form", "order"]
