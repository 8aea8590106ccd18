"""Reading of SOPs: definitions for the engine, the pages of the catalogue and of a sheet."""

import json
from functools import lru_cache
from typing import Any

from sop.errors import RuleError
from sop.procedures.canonical import canonical_data, sha256_of
from sop.procedures.catalogue import Catalogue, catalogue
from sop.procedures.comparing import Comparison, compare
from sop.procedures.definition import Definition
from sop.procedures.models import Publication, SopVersion
from sop.procedures.pages import SheetPage, page
from sop.procedures.versions import Choice, chosen, replacement, versions_of

__all__ = [
    "Catalogue",
    "SheetDamaged",
    "catalogue",
    "chosen",
    "compared",
    "data_of",
    "definition_of",
    "publication_of",
    "replacement",
    "sheet",
    "versions_of",
]


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
    return Definition.from_text(_text(sha256))


def _text(sha256: str) -> str:
    text = Publication.objects.filter(sha256=sha256).values_list("text", flat=True)[:1].get()
    if sha256_of(text) != sha256:
        raise SheetDamaged
    return text


def data_of(version: SopVersion) -> dict[str, Any]:
    """The data of a sheet: as published, or as it stands in the tables while it is a draft."""
    sha256 = Publication.objects.filter(version=version).values_list("sha256", flat=True).first()
    if sha256 is None:
        return canonical_data(version)
    data: dict[str, Any] = json.loads(_text(sha256))
    return data


def publication_of(version: SopVersion) -> Publication | None:
    """When and by whom a version was published; None for a draft."""
    found = Publication.objects.filter(version=version).select_related("published_by")
    return found.defer("text").first()


def sheet(version: SopVersion) -> SheetPage:
    """The official page of a version; a constant number of queries."""
    return page(data_of(version), bare_day_is_working=version.sop.office.bare_day_is_working)


def compared(choice: Choice) -> Comparison | None:
    """What differs between the two chosen versions; None while there are not two of them."""
    if choice.old is None or choice.new is None:
        return None
    return compare(data_of(choice.old.version), data_of(choice.new.version))
