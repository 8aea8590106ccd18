"""Papers and their numbers, for reading: papers are issued in their file, schemes are kept in the settings of the office."""

from django.contrib import admin

from kinerja.letters.models import Letter, NumberScheme, NumberSeries, RegisterEntry
from sop.offices.admin.guards import ReadOnlyAdmin


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    list_display = ["kind", "number", "file", "office", "state", "issued_at", "sha256"]
    list_select_related = ["submission__run", "office"]
    list_filter = ["office", "kind", "state"]
    search_fields = ["number", "submission__run__title", "sha256"]

    @admin.display(description="berkas")
    def file(self, letter: Letter) -> str:
        return letter.submission.run.title


@admin.register(RegisterEntry)
class RegisterEntryAdmin(ReadOnlyAdmin):
    list_display = ["text", "kind", "year", "serial", "office", "use", "manual", "given_as", "given_at"]
    list_select_related = ["office"]
    list_filter = ["office", "kind", "year", "use"]
    search_fields = ["text", "subject", "addressee"]


@admin.register(NumberSeries)
class NumberSeriesAdmin(ReadOnlyAdmin):
    list_display = ["office", "kind", "year", "last"]
    list_select_related = ["office"]
    list_filter = ["office", "kind", "year"]


@admin.register(NumberScheme)
class NumberSchemeAdmin(ReadOnlyAdmin):
    list_display = ["office", "kind", "pattern", "classification", "unit_code", "timing"]
    list_select_related = ["office"]
    list_filter = ["office", "kind"]
