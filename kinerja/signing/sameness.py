"""Whether two files are the same paper: page by page what is drawn and noted, and every attached file, byte for byte.

For a service that writes an unsigned file anew: its bytes differ, the paper may not.
"""

import hashlib
import io
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader

from kinerja.signing.validation import UNREADABLE

# Annotations are looked at apart; the rest leads up the tree, or says how bytes are packed.
NOT_DRAWN = frozenset(
    {"/Annots", "/Parent", "/StructParents", "/StructParent", "/Tabs", "/PieceInfo", "/LastModified"}
)
# What runs by itself when the file is opened.
ACTIVE = ("/OpenAction", "/AA")
PACKING = frozenset({"/Length", "/Filter", "/DecodeParms"})
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


def same_paper(one: bytes, other: bytes) -> bool:
    """False also where one of them cannot be read."""
    try:
        ours, theirs = _Paper(one), _Paper(other)
        return ours.content() == theirs.content() and theirs.empty <= ours.empty
    except UNREADABLE:
        return False


class _Paper:
    """One file, each object of which is hashed once. `empty`: the fields in which nobody has signed, once it is read."""

    def __init__(self, pdf: bytes) -> None:
        self.reader = PdfFileReader(io.BytesIO(pdf))
        self.known: dict[tuple[int, int], str] = {}
        self.empty: set[str] = set()
        # A field shows what it likes; only that of a signature may, in one place.
        self.signed = {found.sig_field.container_ref for found in self.reader.embedded_signatures}

    def content(self) -> tuple[list[str], dict[str, str], list[str]]:
        """Pages with their notes, attached files, and what runs by itself."""
        root = self.reader.root
        names = root["/Names"]["/EmbeddedFiles"]["/Names"]
        files = {
            str(names[at]): hashlib.sha256(names[at + 1]["/EF"]["/F"].data).hexdigest()
            for at in range(0, len(names), 2)
        }
        pages = [f"{self._hash(page)} {self._notes(page)}" for page in _pages(root["/Pages"], {})]
        active = [self._hash(root.raw_get(name)) for name in ACTIVE if name in root]
        return pages, files, [*sorted(root["/Names"]), *active]

    def _notes(self, page: DictionaryObject) -> list[str]:
        """Annotations but those in which signatures show, and those where one may come to stand."""
        kept = page.get("/Annots", ())
        return [told for at in range(len(kept)) if (told := self._note(kept.raw_get(at)))]

    def _note(self, raw: Any) -> str:
        place = raw.reference if isinstance(raw, IndirectObject) else None
        if place in self.signed:
            self.signed.remove(place)
            return ""
        told = self._hash(raw)
        if raw.get_object().get("/FT") != "/Sig":
            return told
        self.empty.add(told)
        return ""

    def _hash(self, found: Any) -> str:
        if not isinstance(found, IndirectObject):
            return hashlib.sha256(self._text(found).encode()).hexdigest()
        key = (found.idnum, found.generation)
        if key not in self.known:
            self.known[key] = "below itself"
            self.known[key] = self._hash(found.get_object())
        return self.known[key]

    def _text(self, found: Any) -> str:
        if isinstance(found, DictionaryObject):
            skipped = NOT_DRAWN | PACKING if isinstance(found, StreamObject) else NOT_DRAWN
            parts = [f"{key} {self._hash(found.raw_get(key))}" for key in sorted(found) if key not in skipped]
            data = hashlib.sha256(_bytes(found)).hexdigest() if isinstance(found, StreamObject) else ""
            return f"<{' '.join(parts)}>{data}"
        if isinstance(found, ArrayObject):
            return f"[{' '.join(self._hash(found.raw_get(at)) for at in range(len(found)))}]"
        return f"{type(found).__name__} {found!r}"


def _bytes(found: StreamObject) -> bytes:
    """Unpacked; as they are for a picture whose packing pyHanko does not know: nobody packs those anew."""
    try:
        return bytes(found.data)
    except UNREADABLE:
        return bytes(found.encoded_data)


def _pages(node: Any, above: dict[str, Any]) -> Iterator[DictionaryObject]:
    """The pages in their order, each with what it inherits."""
    above = above | {key: node.raw_get(key) for key in INHERITED if key in node}
    if node["/Type"] == "/Pages":
        for kid in node["/Kids"]:
            yield from _pages(kid.get_object(), above)
    else:
        own = {key: node.raw_get(key) for key in node}
        yield DictionaryObject(above | own)
