"""The tab Jabatan & pegawai: who holds which post today, the accounts of the people, and what was changed lately."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sop.offices.access import open_settings
from sop.offices.staff import changes_of, person_rows, post_rows
from sop.offices.views.asking import person_of


@require_safe
def posts(request: HttpRequest, office: str) -> HttpResponse:
    keeping = open_settings(person_of(request), office)
    rows = post_rows(keeping.office, keeping.day)
    context = {
        "keeping": keeping,
        "office": keeping.office,
        "rows": rows,
        "vacant": sum(row.vacant for row in rows),
        "people": person_rows(keeping.office, keeping.day),
        "changes": changes_of(keeping.office),
    }
    return render(request, "offices/posts.html", context)
