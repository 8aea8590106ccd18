"""The filled form as a workbook. The same data give the same bytes."""

from decimal import Decimal

from openpyxl.worksheet.worksheet import Worksheet

from kinerja.common.dates import format_moment
from kinerja.documents import workbook as wb
from kinerja.documents.data import FormData
from kinerja.documents.lines import Line, blocks

FORM_HEADER = (
    *("No", "Tujuan, sasaran, program", "Indikator kinerja", "Satuan", "Cara perhitungan capaian", "Target"),
    *("Realisasi", "Capaian (%)", "Predikat", "Keterangan", "Faktor pendorong", "Faktor penghambat"),
    *("Tindak lanjut", "Diisi oleh", "Waktu pengisian", "Bukti dukung"),
)
FORM_WIDTHS = (5, 32, 36, 11, 26, 13, 13, 12, 15, 32, 26, 26, 26, 22, 24, 26)


def form_workbook(data: FormData) -> bytes:
    """Write the form of one unit with its figures, texts, and who entered what, when."""
    book, sheet = wb.new_sheet("Formulir", office=data.stationery, author=data.office)
    titles = [data.title.upper(), f"{data.office} – {data.unit}", f"{data.period}. {data.sop}"]
    row = wb.write_titles(sheet, data.stationery, titles, width=len(FORM_HEADER))
    wb.write_header(sheet, row, FORM_HEADER)
    wb.finish_header(sheet, first=row, last=row, frozen_columns=3)
    wb.set_widths(sheet, FORM_WIDTHS)
    group_texts = [wb.path_text(group.headings) for group in data.groups]
    for text, block in zip(group_texts, blocks(data.groups), strict=True):
        for line in block.lines:
            row += 1
            _form_line(sheet, row, line, text, data)
    return wb.to_bytes(book)


def _form_line(sheet: Worksheet, row: int, line: Line, group: str, data: FormData) -> None:
    fields, moment = line.row, line.row.entered_at
    wb.put_number(sheet, row, 1, Decimal(line.number), 0)
    for column, text in enumerate((group, fields.indicator, fields.measure, fields.formula), start=2):
        wb.put_text(sheet, row, column, text)
    wb.put_amount(sheet, row, 6, fields.target)
    if data.blank:
        wb.put_grid(sheet, row, len(FORM_HEADER))
        return
    wb.put_amount(sheet, row, 7, fields.realised)
    if fields.achievement is None:
        wb.put_text(sheet, row, 8, line.achievement)
    else:
        wb.put_number(sheet, row, 8, fields.achievement, 2).number_format = wb.number_format(2)
    texts = (
        *(fields.predicate, line.remark, fields.helped, fields.hindered, fields.follow_up, fields.entered_by),
        *(format_moment(moment, data.stationery.zone) if moment else "", "\n".join(fields.evidence)),
    )
    for column, text in enumerate(texts, start=9):
        wb.put_text(sheet, row, column, text)
    wb.put_grid(sheet, row, len(FORM_HEADER))
