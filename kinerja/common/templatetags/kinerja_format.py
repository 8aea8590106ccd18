"""Filters for what offices read: numbers, moments, NIP. An absent value gives "", so `default` can word it."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone

from kinerja.common import dates, numbers
from kinerja.common.headings import heading
from sop.offices.nip import mask_nip, print_nip

register = template.Library()

Number = Decimal | int | None


@register.filter
def angka(value: Number, decimals: int | None = None) -> str:
    """Show a computed number, rounded half up to `decimals`: {{ mean|angka:2 }} → 12.345,67."""
    return numbers.format_number(_decimal(value), decimals)


@register.filter
def isian(value: Number, decimals: int = 0) -> str:
    """Show an entered figure with at least `decimals` digits; what was typed is never rounded."""
    return numbers.format_figure(_decimal(value), decimals)


@register.filter
def persen(value: Number, decimals: int = 2) -> str:
    """Show {{ achievement|persen }} → 99,75%."""
    text = numbers.format_number(_decimal(value), decimals)
    return f"{text}%" if text else ""


@register.filter
def waktu(moment: datetime | None, zone: str = "") -> str:
    """Show {{ moment|waktu:office.timezone }} → 3 Oktober 2026 pukul 09.10 WIB."""
    return dates.format_moment(moment, zone or timezone.get_current_timezone_name()) if moment else ""


@register.filter
def waktu_singkat(moment: datetime | None, zone: str = "") -> str:
    """Show {{ moment|waktu_singkat:office.timezone }} → 3 Okt 09.10."""
    return dates.format_moment_short(moment, zone or timezone.get_current_timezone_name()) if moment else ""


@register.filter
def tanggal(day: date | None) -> str:
    """Show {{ day|tanggal }} → 3 Oktober 2026."""
    return dates.format_date(day) if day else ""


@register.filter
def nip(number: str | None) -> str:
    """Show {{ user.nip|nip }} → 19670303 199809 1 001."""
    return print_nip(number or "")


@register.filter
def nip_masked(number: str | None) -> str:
    """Show {{ user.nip|nip_masked }} → 1967**** ****** * 001."""
    return mask_nip(number or "")


@register.simple_tag
def jenjang(level: str, name: str, code: str = "") -> str:
    """Show {% jenjang group.level group.objective %} → Sasaran: Meningkatnya mutu."""
    return heading(level, name, code)


def _decimal(value: Number) -> Decimal | None:
    """Accept counts; a template's missing variable arrives as None or ""; floats are refused, as everywhere."""
    if isinstance(value, float):
        raise TypeError("Figures are Decimal, never float.")
    return None if value is None or value == "" else Decimal(value)
