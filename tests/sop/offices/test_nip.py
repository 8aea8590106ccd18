"""All numbers here are invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.offices.nip import clean_nip, mask_nip, nip_warnings, print_nip

NIP = "198001012005011001"


@pytest.mark.parametrize(
    "text",
    [
        NIP,
        "19800101 200501 1 001",
        "1980.0101.2005.01.1.001",
        " 19800101\u00a0200501 1 001\n",
        "19800101 200501 1 001 ",
    ],
)
def test_spaces_and_dots_are_dropped(text):
    assert clean_nip(text) == NIP


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "NIP harus 18 angka; yang Anda tulis 0 angka."),
        (NIP[:-1], "NIP harus 18 angka; yang Anda tulis 17 angka."),
        (f"{NIP}0", "NIP harus 18 angka; yang Anda tulis 19 angka."),
        ("NIP 198001012005011001", "NIP hanya memuat angka. Hapus huruf dan tanda baca."),
        ("19800101-200501-1-001", "NIP hanya memuat angka. Hapus huruf dan tanda baca."),
        ("١٩٨٠٠١٠١٢٠٠٥٠١١٠٠١", "NIP hanya memuat angka. Hapus huruf dan tanda baca."),
        ("198002302005011001", "Tanggal lahir pada NIP (angka ke-1 sampai ke-8) tidak ada dalam kalender."),
        ("198013012005011001", "Tanggal lahir pada NIP (angka ke-1 sampai ke-8) tidak ada dalam kalender."),
        ("000001012005011001", "Tanggal lahir pada NIP (angka ke-1 sampai ke-8) tidak ada dalam kalender."),
        ("198001012005013001", "Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan)."),
        ("198001012005010001", "Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan)."),
        ("198001012005131001", "Bulan TMT CPNS pada NIP (angka ke-13 dan ke-14) harus 01 sampai 12."),
        ("198001012005001001", "Bulan TMT CPNS pada NIP (angka ke-13 dan ke-14) harus 01 sampai 12."),
        (
            "198001011995121001",
            "TMT CPNS pada NIP mendahului usia 16 tahun. Periksa angka ke-1 sampai ke-14.",
        ),
        (
            "198001011970011001",
            "TMT CPNS pada NIP mendahului usia 16 tahun. Periksa angka ke-1 sampai ke-14.",
        ),
    ],
)
def test_a_number_that_cannot_be_a_nip_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValueError, match="NIP") as refusal:
        clean_nip(text)
    assert str(refusal.value) == sentence


def test_service_may_begin_in_the_month_of_the_sixteenth_birthday():
    assert clean_nip("198001311996011001")


def test_both_sexes_and_a_leap_day_are_accepted():
    assert clean_nip("198002292005012001")


def test_a_contract_number_skips_the_month_of_service_only():
    assert clean_nip("198001012023211001", contract=True)
    with pytest.raises(ValueError, match="Bulan TMT"):
        clean_nip("198001012023211001")
    with pytest.raises(ValueError, match="Tanggal lahir"):
        clean_nip("198002302023211001", contract=True)
    with pytest.raises(ValueError, match="ke-15"):
        clean_nip("198001012023213001", contract=True)


@pytest.mark.parametrize(
    ("nip", "age"),
    [
        ("198001011997121001", 17),
        ("198001011998011001", None),
        ("198001012020121001", None),
        ("198001012021011001", 41),
    ],
)
def test_an_unusual_age_at_the_start_of_service_is_only_a_warning(nip, age):
    wanted = (
        [] if age is None else [f"Usia saat TMT CPNS {age} tahun, di luar 18–40 tahun. Periksa kembali NIP."]
    )
    assert nip_warnings(clean_nip(nip)) == wanted


def test_a_contract_number_has_no_age_to_warn_of():
    assert nip_warnings("198001012023211001", contract=True) == []


def test_a_nip_is_printed_in_groups():
    assert print_nip(NIP) == "19800101 200501 1 001"


def test_a_text_that_is_no_nip_is_printed_as_it_is():
    assert print_nip("19800101 2005") == "19800101 2005"
    assert print_nip("") == ""


def test_a_masked_nip_keeps_year_of_birth_and_serial():
    assert mask_nip(NIP) == "1980**** ****** * 001"


@pytest.mark.parametrize(("text", "masked"), [("", ""), ("12", "**"), ("123", "***"), ("1234567", "****567")])
def test_a_damaged_number_is_masked_too(text, masked):
    assert mask_nip(text) == masked


@given(
    st.dates(date(1940, 1, 1), date(2000, 12, 31)),
    st.integers(18, 40),
    st.sampled_from("12"),
    st.integers(0, 999),
)
def test_a_printed_nip_can_be_typed_again(birth, age, sex, serial):
    nip = f"{birth:%Y%m%d}{birth.year + age}{birth:%m}{sex}{serial:03}"
    assert clean_nip(print_nip(nip)) == nip
    assert nip_warnings(nip) == []
    assert birth.strftime("%m%d") not in mask_nip(nip)[:8]
