"""Papers as PDF/A-3a bytes. The same data give the same bytes, on any day and in any process."""

from kinerja.documents.data import FormData, RecapData, ReportData
from kinerja.documents.engine import Enclosure, engine_missing, write_pdf
from kinerja.documents.form_page import form_page
from kinerja.documents.recap_page import recap_page
from kinerja.documents.receipt import ReceiptData, receipt_page
from kinerja.documents.report import report_fragment, report_page
from kinerja.documents.sheet import SheetData
from kinerja.documents.sheet_flow import lay_out_sheet

__all__ = [
    "engine_missing",
    "render_form",
    "render_recap",
    "render_receipt",
    "render_report",
    "render_sheet",
    "report_fragment",
]


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


def render_sheet(data: SheetData) -> bytes:
    """Draw the sheet of an SOP as printed in its source, landscape, its flow across the rows. NoPdfEngine."""
    return lay_out_sheet(data).pdf()


def render_form(data: FormData) -> bytes:
    """Draw the form of one unit, blank or filled, landscape. NoPdfEngine."""
    office = data.stationery
    return write_pdf(form_page(data), paper=office.paper, landscape=True, logo_png=office.logo_png)


def render_recap(data: RecapData) -> bytes:
    """Draw the recap, landscape; wide ones in several tables one below the other. NoPdfEngine."""
    office = data.stationery
    return write_pdf(recap_page(data), paper=office.paper, landscape=True, logo_png=office.logo_png)


def render_receipt(data: ReceiptData) -> bytes:
    """Draw the proof that a sheet was sent, upright. NoPdfEngine."""
    office = data.stationery
    return write_pdf(receipt_page(data), paper=office.paper, landscape=False, logo_png=office.logo_png)
