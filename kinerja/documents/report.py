"""Laporan Pengukuran Kinerja: one template for the paper and for the signer's telephone, before and after the freeze."""

import base64
from typing import Any

import segno
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from kinerja.documents.data import ReportData
from kinerja.documents.lines import blocks


def report_page(data: ReportData) -> str:
    """The whole HTML page that becomes the PDF."""
    frozen = data.frozen
    return render_to_string(
        "documents/report.html",
        {
            **_context(data),
            "logo_url": "logo:kop" if data.stationery.logo_png else "",
            "title": f"{data.title} – {data.office} – {data.period}",
            "author": data.office,
            "created": frozen.at.isoformat() if frozen else "",
            "foot": _foot(data),
        },
    )


def report_fragment(data: ReportData) -> str:
    """The same document as an HTML fragment for the screen; its looks are in static/documents.css, with no inline style."""
    return render_to_string(
        "documents/_report.html", {**_context(data), "logo_url": _picture(data.stationery.logo_png)}
    )


def _context(data: ReportData) -> dict[str, Any]:
    return {
        "data": data,
        "blocks": blocks(data.groups, data.previous_period),
        "draft": data.frozen is None,
        "boxed": bool(data.field),
        "qr": qr_of(data.frozen.address, data.frozen.code) if data.frozen else "",
    }


def _foot(data: ReportData) -> str:
    end = f"Kode periksa {data.frozen.code}" if data.frozen else "RANCANGAN – belum ditandatangani"
    return f"{data.title}, {data.period} · {end}"


def qr_of(address: str, code: str) -> SafeString:
    """The address as a QR code; correction level M survives a stamp or a fold."""
    svg = segno.make_qr(address, error="m").svg_inline(
        omitsize=True, border=2, title=f"Kode QR ke alamat pemeriksaan {code}"
    )
    return mark_safe(svg)  # noqa: S308 - segno escapes the title, the rest is its own drawing


def _picture(png: bytes | None) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}" if png else ""
