"""Reading of SOPs: definitions for the engine."""

from functools import lru_cache

from sop.errors import RuleError
from sop.procedures.canonical import sha256_of
from sop.procedures.definition import Definition
from sop.procedures.models import Publication


class SheetDamaged(RuleError):
    """The stored text of a publication is not the one that was published."""

    code = "sheet_damaged"
    http_status = 409

    def __init__(self) -> None:
        super().__init__("Naskah SOP yang tersimpan berbeda dari yang diterbitkan. Hubungi admin aplikasi.")


def definition_of(publication: Publication) -> Definition:
    """What a run works on. Kept in the process by its hash: the long text is read once."""
    return _definition(publication.sha256)


@lru_cache(maxsize=256)
def _definition(sha256: str) -> Definition:
    text = Publication.objects.filter(sha256=sha256).values_list("text", flat=True)[:1].get()
    if sha256_of(text) != sha256:
        raise SheetDamaged
    return Definition.from_text(text)
