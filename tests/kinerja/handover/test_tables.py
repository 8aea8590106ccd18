"""Signed figures in the columns another application wants: by cell, by byte, and never anything that is not signed."""

import io

import openpyxl
import pytest
from django.test import Client

from kinerja.handover.models import Mapping
from kinerja.submissions.figures import Figure
from sop.offices.models import KeeperPost, Position
from tests.kinerja.submissions import office

pytestmark = pytest.mark.django_db
COLUMNS = [
    ("number", "TW"), ("indicator", ""), ("value", "REALISASI"), ("achievement", "CAPAIAN"), ("text", "=KIRIM"),
]  # fmt: skip


@pytest.fixture
def world() -> office.World:
    return office.found("musi-rawas", indicators=1)


@pytest.fixture
def mapping(world) -> Mapping:
    columns = [{"source": source, "heading": heading, "text": "=1+1"} for source, heading in COLUMNS]
    return Mapping.objects.create(
        office=world.office, name="SILAKIP", columns=columns, mark=".", decimals=1, percent=True
    )


def client_for(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.pdf
def test_the_tables_hold_what_was_signed_and_no_formula(world, mapping):
    submission = office.walk(world, office.begin(world), "end")
    Figure.objects.update(value=1, achievement=1)
    base = f"/berkas/{submission.pk}/serah-terima/{mapping.pk}"
    client = client_for(world.holder(1))
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{base}.xlsx").content))
    rows = list(book.active.iter_rows())
    assert [cell.value for cell in rows[0]] == ["TW", "Nama indikator", "REALISASI", "CAPAIAN", "=KIRIM"]
    assert [cell.value for cell in rows[1]] == ["3", "Indikator 1", 90, 90, "=1+1"]
    assert (rows[1][2].number_format, rows[1][3].number_format) == ("0.0", '0.0"%"')
    assert {cell.data_type for cell in (rows[0][4], rows[1][4])} == {"s"}
    assert client.get(f"{base}.xlsx").content == client.get(f"{base}.xlsx").content
    lines = client.get(f"{base}.csv").content
    assert lines.startswith(b"\xef\xbb\xbfTW;Nama indikator;REALISASI;CAPAIAN;'=KIRIM\r\n")
    assert b"3;Indikator 1;90.0;90.0%;'=1+1\r\n" in lines
    Mapping.objects.update(separator="\t", encoding="cp1252", unit=submission.figures.first().unit, mark=",")
    narrow = client.get(f"{base}.csv")
    assert narrow.content.split(b"\r\n")[1:] == [b"3\tIndikator 1\t90,0\t90,0%\t'=1+1", b""]
    assert narrow["Content-Type"] == "text/csv; charset=cp1252"
    page = client.get(f"/berkas/{submission.pk}/serah-terima/").content.decode()
    assert "SLK-1" in page  # as step 11 recorded it
    assert f"{base}.csv" in page
    look = client.get(f"/pengaturan/{world.office.code}/serah-terima/{mapping.pk}/lihat/").content.decode()
    assert "90,0%" in look


def test_nothing_unsigned_is_handed_over_and_a_layout_belongs_to_its_office(world, mapping):
    submission = office.begin(world)
    client = client_for(world.holder(1))
    for tail in ("xlsx", "csv"):
        refused = client.get(f"/berkas/{submission.pk}/serah-terima/{mapping.pk}.{tail}")
        assert refused.status_code == 409
        assert "belum ditandatangani" in refused.content.decode()
        assert client.get(f"/berkas/{submission.pk}/serah-terima/999.{tail}").status_code == 404
    assert "Belum ditandatangani" in client.get(f"/berkas/{submission.pk}/serah-terima/").content.decode()


def test_a_keeper_lays_columns_out_in_the_order_he_numbers(world):
    url = f"/pengaturan/{world.office.code}/serah-terima/baru/"
    keeper = world.holder(1)
    post = Position.objects.filter(appointments__user=keeper).first()
    client = client_for(keeper)
    KeeperPost.objects.all().delete()
    assert client.get(url).status_code == 403
    KeeperPost.objects.create(position=post)
    typed = {
        "name": "e-Monev", "mark": ".", "separator": "\t", "encoding": "utf-8", "used": "on", "order-0": "2",
        "source-0": "value", "order-1": "1", "source-1": "text", "text-1": "A", "heading-1": "KODE",
    }  # fmt: skip
    assert client.post(url, {"name": "e-Monev"}).status_code == 422
    assert client.post(url, typed | {"decimals": "7"}).status_code == 422
    assert client.post(url, typed).status_code == 302
    row = Mapping.objects.get()
    assert [column["source"] for column in row.columns] == ["text", "value"]
    assert row.separator == "\t"
    again = client.post(url, typed | {"name": "E-MONEV"})
    assert (again.status_code, Mapping.objects.count()) == (422, 1)
    assert "sudah ada" in again.content.decode()
    shown = client.get(f"/pengaturan/{world.office.code}/serah-terima/{row.pk}/").content.decode()
    assert 'value="KODE"' in shown
    assert (
        "Belum ada berkas bertanda tangan"
        in client.get(f"/pengaturan/{world.office.code}/serah-terima/{row.pk}/lihat/").content.decode()
    )
