"""Papers as PDF/A-3a bytes. The same data give the same bytes, on any day and in any process."""

from kinerja.documents.data import ReportData
from kinerja.documents.engine import Enclosure, engine_missing, write_pdf
from kinerja.documents.report import report_fragment, report_page

__all__ = ["engine_missing", "render_report", "report_fragment"]


def render_report(data: ReportData) -> bytes:
    """Laporan Pengukuran Kinerja; when signed, the frozen figures are enclosed as data.json. NoPdfEngine."""
    enclosures: tuple[Enclosure, ...] = ()
    if data.frozen:
        description = f"Data beku laporan {data.frozen.code}, sha256 {data.frozen.data_hash}"
        content = data.frozen.snapshot.encode()
        enclosures = (Enclosure("data.json", description, content, data.frozen.at),)
    office = data.stationery
    return write_pdf(
        report_page(data),
        paper=office.paper,
        landscape=False,
        logo_png=office.logo_png,
        enclosures=enclosures,
    )
