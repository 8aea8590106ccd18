"""Who owes a report, how often, by which SOP."""

from django.contrib import admin

from kinerja.periods.models import Obligation, Period
from sop.offices.admin.guards import KeptAdmin, ReadOnlyAdmin


@admin.register(Obligation)
class ObligationAdmin(KeptAdmin):
    list_display = ["office", "sop", "kind", "since", "until"]
    list_select_related = ["office", "sop"]
    list_filter = ["kind", "office"]
    search_fields = ["office__name", "sop__name"]
    autocomplete_fields = ["office", "sop"]
    fieldsets = [
        (None, {"fields": ["office", "sop", "kind", "explain_below"]}),
        (
            "Masa berlaku",
            {
                "fields": [("since", "until")],
                "description": "Berkas dapat dimulai untuk periode yang beririsan dengan masa berlaku ini.",
            },
        ),
    ]


@admin.register(Period)
class PeriodAdmin(ReadOnlyAdmin):
    """Periods make themselves when the first file of theirs is started."""

    list_display = ["name", "kind", "year", "number"]
    list_filter = ["kind", "year"]
    search_fields = ["year"]
