"""Papers as PDF/A-3a bytes. The same data give the same bytes, on any day and in any process."""

from dataclasses import dataclass

from kinerja.documents.akip import PackData, pack_page
from kinerja.documents.compliance import ComplianceData, EvaluationData, compliance_page, evaluation_page
from kinerja.documents.data import FormData, RecapData, ReportData
from kinerja.documents.enclosed import enclosures_of
from kinerja.documents.engine import UNTAGGED, Box, engine_missing, lay_out, write_pdf
from kinerja.documents.form_page import form_page
from kinerja.documents.recap_page import recap_page
from kinerja.documents.receipt import ReceiptData, receipt_page
from kinerja.documents.report import report_fragment, report_page
from kinerja.documents.sheet import SheetData
from kinerja.documents.sheet_flow import lay_out_sheet
from kinerja.documents.stamp import render_stamp
from kinerja.documents.stamp_picture import render_picture

__all__ = [
    "engine_missing",
    "render_akip",
    "render_compliance",
    "render_evaluation",
    "render_form",
    "render_picture",
    "render_recap",
    "render_recap_part",
    "render_receipt",
    "render_report",
    "render_sheet",
    "render_sheets",
    "render_stamp",
    "report_fragment",
]


# Each hatched cell is eight objects of the PDF, which whoever puts thousands of them together holds in memory.
GREY = ".doc-table .doc-provisional { background: #e2e2e2 }"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report as PDF, and the boxes that wait for signatures, by the name of their field."""

    content: bytes
    boxes: dict[str, Box]


def render_report(data: ReportData) -> bytes:
    """Laporan Pengukuran Kinerja; when signed, the frozen figures are enclosed as data and as a workbook. NoPdfEngine."""
    return render_sheets(data).content


def render_sheets(data: ReportData) -> Sheet:
    """The same, with the places of its signatures. NoPdfEngine."""
    office = data.stationery
    laid = lay_out(report_page(data), paper=office.paper, landscape=False, logo_png=office.logo_png)
    names = [name for name in (*(paraf.field for paraf in data.parafs), data.field) if name]
    boxes = laid.boxes
    return Sheet(
        laid.pdf(enclosures_of(data), to_be_signed=bool(data.field)),
        {name: boxes[name] for name in names if name in boxes},
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


def render_recap_part(data: RecapData) -> bytes:
    """Draw a part of a long recap. Untagged, for tags are lost when parts are put together; grey instead of hatched."""
    office = data.stationery
    laid = lay_out(
        recap_page(data), paper=office.paper, landscape=True, logo_png=office.logo_png, extra_css=GREY
    )
    return laid.pdf(variant=UNTAGGED)


def render_receipt(data: ReceiptData) -> bytes:
    """Draw the proof that a sheet was sent, upright. NoPdfEngine."""
    office = data.stationery
    return write_pdf(receipt_page(data), paper=office.paper, landscape=False, logo_png=office.logo_png)


def render_compliance(data: ComplianceData) -> bytes:
    """Draw the compliance report, landscape. NoPdfEngine."""
    return write_pdf(compliance_page(data), paper=data.stationery.paper, landscape=True)


def render_evaluation(data: EvaluationData) -> bytes:
    """Draw the evaluation of an SOP, landscape. NoPdfEngine."""
    return write_pdf(evaluation_page(data), paper=data.stationery.paper, landscape=True)


def render_akip(data: PackData) -> bytes:
    """Draw the index of the AKIP evidence, upright. NoPdfEngine."""
    office = data.stationery
    return write_pdf(pack_page(data), paper=office.paper, landscape=False, logo_png=office.logo_png)
