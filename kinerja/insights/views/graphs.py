"""A chart of the home page as a file: its picture or its table."""

import csv
from io import StringIO

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.insights.graphs import Graph
from kinerja.insights.overview import graph_of
from kinerja.submissions.listing.presence import presence_of

WIDE = "720"  # px of the picture by itself, where no page gives it a width
TYPES = {"svg": "image/svg+xml", "csv": "text/csv; charset=utf-8"}
MARK = "\ufeff"  # by which spreadsheets know UTF-8


@require_safe
def graph(request: OfficeRequest, office: str, name: str, form: str) -> HttpResponse:
    """Http404 for another office, a chart that does not exist, or one that cannot be drawn yet."""
    presence = presence_of(request.user, timezone.now())
    here = next((one for one in presence.offices if one.code == office), None)
    if here is None or form not in TYPES:
        raise Http404
    found = graph_of(here, name, request.GET.get("p", ""), presence.at)
    if found is None:
        raise Http404
    content = _table(found) if form == "csv" else found.svg.replace('width="100%"', f'width="{WIDE}"', 1)
    header = content_disposition_header(as_attachment=True, filename=f"{name}-{office}.{form}")
    return HttpResponse(content, content_type=TYPES[form], headers={"Content-Disposition": header or ""})


def _table(graph: Graph) -> str:
    """Columns apart by ";", as the spreadsheets of a country with a decimal comma expect."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([graph.head, *graph.rows])
    return MARK + text.getvalue()
