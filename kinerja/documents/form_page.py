"""Formulir pengumpulan data kinerja as HTML: blank with writing lines, or filled with who entered what and when."""

from typing import Any

from django.template.loader import render_to_string

from kinerja.documents.data import FormData
from kinerja.documents.lines import blocks


def form_page(data: FormData) -> str:
    """Return the whole HTML page that becomes the PDF."""
    context: dict[str, Any] = {
        "data": data,
        "blocks": blocks(data.groups),
        "width": 9 if data.blank else 10,
        "logo_url": "logo:kop" if data.stationery.logo_png else "",
        "title": f"{data.title} – {data.unit} – {data.period}",
        "author": data.office,
        "foot": f"{data.title} · {data.unit} · {data.period}",
    }
    return render_to_string("documents/form.html", context)
