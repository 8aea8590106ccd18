"""Which provider an office has chosen, and signing with whatever it opened."""

from collections.abc import Collection

from kinerja.signing import pades
from kinerja.signing.issuing import Unlocked
from kinerja.signing.models import Kind
from kinerja.signing.pades import Order
from kinerja.signing.providers.bsre_v1 import BsreV1
from kinerja.signing.providers.bsre_v2 import BsreV2
from kinerja.signing.providers.interface import Opened, Provider
from kinerja.signing.providers.local import Local
from kinerja.signing.providers.record import Record
from kinerja.signing.setups import ProviderName, SigningSetup


def setup_of(office_id: int) -> SigningSetup:
    """How this office signs; with its own certificates where nobody chose. One query."""
    rows = SigningSetup.objects.select_related("office")
    return rows.filter(office=office_id).first() or SigningSetup(office_id=office_id)


def setups_of(office_ids: Collection[int]) -> dict[int, SigningSetup]:
    """The same for several offices. One query."""
    rows = SigningSetup.objects.filter(office__in=office_ids).select_related("office")
    known = {row.office_id: row for row in rows}
    return {pk: known.get(pk) or SigningSetup(office_id=pk) for pk in office_ids}


def provider_of(setup: SigningSetup, *, final: bool) -> Provider:
    """Whoever gives the head's signature, or the paraf."""
    return named(setup.provider_for(final=final), setup.base_url, setup.account)


def named(name: str, base_url: str, account: str) -> Provider:
    """The provider of this name; `account` says as whom a service is asked."""
    match name:
        case ProviderName.BSRE_V1:
            return BsreV1(base_url, account)
        case ProviderName.BSRE_V2:
            return BsreV2(base_url, account)
        case ProviderName.RECORD:
            return Record()
    return Local()


def sign(pdf: bytes, order: Order, opened: Opened) -> bytes:
    """The paper with one more signature, by whatever was opened. ProviderRefused."""
    return pades.sign(pdf, order, opened) if isinstance(opened, Unlocked) else opened.sign(pdf, order)


def kind_of(opened: Opened) -> Kind:
    """What kind of signature comes of it."""
    return Kind.LOCAL if isinstance(opened, Unlocked) else Kind.BSRE
