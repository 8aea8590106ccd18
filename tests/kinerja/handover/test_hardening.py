"""What somebody else reads from a hand-over cannot harm him, and what was destroyed or is too large does not pass."""

import csv
import io

import openpyxl
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kinerja.documents.table_book import TableCell, TableData, table_csv, table_workbook
from kinerja.handover.models import Mapping
from kinerja.handover.receipt_form import examined
from kinerja.handover.tables import table_of
from kinerja.signing.models import SignedDocument
from kinerja.submissions.evidence.inspection import LARGEST
from tests.kinerja.submissions import office
from tests.kinerja.submissions.evidence.makers import pdf

DANGEROUS = ["=1+1", "+62", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_no_text_begins_as_a_formula_in_csv_nor_is_one_in_a_workbook(separator):
    data = TableData("A", "x", tuple(DANGEROUS), (tuple(TableCell(text) for text in DANGEROUS),))
    text = table_csv(data, separator=separator).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    assert rows == [[f"'{cell}" for cell in DANGEROUS]] * 2
    sheet = openpyxl.load_workbook(io.BytesIO(table_workbook(data))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


class Endless(SimpleUploadedFile):
    """Says how large it is, and is never read."""

    def read(self, *_args):
        raise AssertionError("read into memory")


def test_an_upload_is_judged_by_its_size_before_it_is_read_and_keeps_no_path_in_its_name():
    large = Endless("layar.png", b"")
    large.size = LARGEST + 1
    with pytest.raises(forms.ValidationError, match="10 MB"):
        examined(large)
    upload = SimpleUploadedFile("x.pdf", pdf())
    upload._name = '..\\..\\a"b\r\nSet-Cookie: c\u202e.pdf'
    _, content, name = examined(upload)
    assert (content, name) == (pdf(), "a_b Set-Cookie_ c.pdf")


@pytest.mark.pdf
@pytest.mark.django_db
def test_a_layout_of_any_name_opens_and_a_destroyed_document_is_not_handed_out():
    world = office.found("musi-rawas", indicators=1)
    submission = office.walk(world, office.begin(world), "end")
    mapping = Mapping.objects.create(
        office=world.office,
        name="SI\x07[LA]:KIP/é 'ünder'",
        columns=[{"source": "value", "heading": "", "text": ""}],
    )
    book = openpyxl.load_workbook(io.BytesIO(table_workbook(table_of(mapping, submission))))
    assert book.sheetnames == ["SI--LA--KIP-é -ünder-"]
    client, base = Client(), f"/berkas/{submission.pk}/serah-terima/"
    client.force_login(world.holder(11))
    answer = client.get(f"{base}{mapping.pk}.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="silakipe-under-2026-TW3.xlsx"'
    SignedDocument.objects.update(destroyed="berita acara nomor 1")
    for tail in (f"{mapping.pk}.xlsx", f"{mapping.pk}.csv"):
        assert client.get(f"{base}{tail}").status_code == 409
    assert "sudah dimusnahkan" in client.get(base).content.decode()
    look = client.get(f"/pengaturan/{world.office.code}/serah-terima/{mapping.pk}/lihat/")
    assert "Belum ada berkas bertanda tangan" in look.content.decode()
