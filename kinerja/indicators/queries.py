"""Reading indicators: the predicate bands an office applies."""

from kinerja.indicators.bands import DEFAULT_BANDS, Band
from kinerja.indicators.models import PredicateBand


def bands_of(office: int) -> tuple[Band, ...]:
    """The predicate bands of the office; those of Permendagri 86/2017 where it has set none."""
    rows = PredicateBand.objects.filter(office=office)
    return tuple(Band(row.lower, row.label, row.tone) for row in rows) or DEFAULT_BANDS
