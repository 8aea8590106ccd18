"""Files, figures, judgements and the archive, for reading: they are written by the steps of the SOP alone."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from kinerja.submissions.classifications import Classification
from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.figures import ArchiveRecord, Figure, Judgement
from kinerja.submissions.models import Submission
from sop.offices.admin.guards import ReadOnlyAdmin


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    list_display = ["title", "office", "period", "revision", "status", "withdrawn_at"]
    list_select_related = ["run", "office", "period"]
    list_filter = ["status", "office", "period__year"]
    search_fields = ["run__title"]

    @admin.display(description="judul", ordering="run__title")
    def title(self, submission: Submission) -> str:
        return submission.run.title


@admin.register(Figure)
class FigureAdmin(ReadOnlyAdmin):
    list_display = ["name", "unit", "file", "value", "achievement", "entered_by", "entered_at"]
    list_select_related = ["unit", "submission__run", "entered_by"]
    list_filter = ["office", "year"]
    search_fields = ["indicator__name", "submission__run__title"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Figure]:
        return super().get_queryset(request).defer("submission__snapshot", "submission__narrative")

    @admin.display(description="indikator")
    def name(self, figure: Figure) -> str:
        return str(figure.definition.get("name", ""))

    @admin.display(description="berkas")
    def file(self, figure: Figure) -> str:
        return figure.submission.run.title


@admin.register(Judgement)
class JudgementAdmin(ReadOnlyAdmin):
    list_display = ["row", "agreed", "note", "version", "by", "at"]
    list_select_related = ["figure", "by"]
    list_filter = ["office", "agreed"]

    @admin.display(description="indikator")
    def row(self, judgement: Judgement) -> str:
        return str(judgement.figure.definition.get("name", ""))


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    list_display = ["name", "row", "kind", "size", "added_by", "added_at", "removed_at"]
    list_select_related = ["figure", "added_by"]
    list_filter = ["office", "kind"]
    search_fields = ["name", "sha256"]

    @admin.display(description="indikator")
    def row(self, evidence: Evidence) -> str:
        return str(evidence.figure.definition.get("name", ""))


@admin.register(Classification)
class ClassificationAdmin(ReadOnlyAdmin):
    """Kept in the settings of the office; here for reading."""

    list_display = ["code", "name", "office", "active_years", "inactive_years", "disposition", "in_use"]
    list_select_related = ["office"]
    list_filter = ["office", "disposition", "in_use"]
    search_fields = ["code", "name"]


@admin.register(ArchiveRecord)
class ArchiveRecordAdmin(ReadOnlyAdmin):
    list_display = ["title", "number", "classification", "location", "office", "filed_at"]
    list_select_related = ["submission__run", "office"]
    list_filter = ["office", "classification"]
    search_fields = ["submission__run__title", "number", "classification"]

    @admin.display(description="judul")
    def title(self, record: ArchiveRecord) -> str:
        return record.submission.run.title
