"""From the bytes of an upload to the objects that the loader takes, whatever kind of file it is."""

from pathlib import PurePath

from kinerja.importers.books import read_workbook
from kinerja.importers.texts import read_fixture
from sop.procedures.files import Contents

BOOK = ".xlsx"


def read_upload(name: str, data: bytes) -> Contents:
    """The kind of the file was checked by the form; its name only chooses the reader."""
    name = PurePath(name).name
    return read_workbook(name, data) if name.casefold().endswith(BOOK) else read_fixture(name, data)
