"""The workbook of an SOP becomes the objects of a fixture; complaints name their cell ("Langkah!C7")."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Max
from django.utils.text import slugify

from kinerja.documents.cells import Grid, read_book
from kinerja.documents.packed import UnreadableBook
from kinerja.importers import words
from kinerja.importers.identity import Identity, read_day, read_identity
from kinerja.importers.steps import StepReader
from kinerja.importers.table import Table, find_table
from kinerja.importers.texts import NO_TABLE, NO_TABLE_HELP
from sop.offices.models import Office, Position
from sop.procedures.files import Contents, Entry
from sop.procedures.models import SopVersion

DERIVED = {"office", "slug", "name", "version", "effective_on", "rhythm", "agency"}


def read_workbook(name: str, data: bytes) -> Contents:
    """The entries of a filled template; whatever is wrong with it is a finding."""
    contents = Contents()
    try:
        grids = read_book(data)
    except UnreadableBook as refusal:
        contents.refuse(name, refusal.sentence)
        return contents
    steps = grids.get(words.STEPS.casefold()) or next((g for g in grids.values() if find_table(g)), None)
    table = find_table(steps) if steps else None
    if steps is None or table is None or not table.lines:
        contents.refuse(name, NO_TABLE, NO_TABLE_HELP)
        return contents
    identity = read_identity(grids.get(words.IDENTITY.casefold(), Grid(words.IDENTITY)))
    office = _office(contents, identity)
    if office is not None:
        key = _sheet(contents, identity, table, office)
        StepReader(steps, table, contents, key).read()
        _bindings(contents, grids.get(words.ACTORS.casefold()), table, key, office)
    return contents


def _office(contents: Contents, identity: Identity) -> Office | None:
    said = identity.values.get("office", "")
    place = identity.places.get("office", f"{words.IDENTITY}!B2")
    office = (
        Office.objects.filter(code__iexact=said).first() or Office.objects.filter(name__iexact=said).first()
    )
    if office is None:
        known = ", ".join(Office.objects.values_list("code", flat=True)[:10])
        sentence = f"Perangkat daerah ‘{said}’ tidak dikenal." if said else "Perangkat daerah belum diisi."
        contents.refuse(
            place, sentence, f"Tulis kode atau namanya seperti tercatat di aplikasi, mis. {known}."
        )
    return office


def _sheet(contents: Contents, identity: Identity, table: Table, office: Office) -> list[Any]:
    """Entries of the SOP, its version and its boxes; gives the natural key of the version."""
    values = identity.values
    for place, label in identity.unread:
        contents.refuse(place, f"Isian ‘{label}’ tidak dikenal.", "Pakai sebutan pada templat.")
    title = values.get("title") or values.get("name", "")
    slug = values.get("slug") or slugify(title)[:80] or "sop"
    key = [office.code, slug, _version(contents, identity, office, slug)]
    _add(
        contents,
        identity,
        "slug",
        "sop.sop",
        office=[office.code],
        slug=slug,
        name=values.get("name") or title,
    )
    fields: dict[str, Any] = {
        name: values[name] for name in words.FIELDS if name in values and name not in DERIVED
    }
    fields |= {"title": title, "agency": values.get("agency") or office.name, **_read(contents, identity)}
    labels = _labels(identity, table)
    _add(contents, identity, "title", "sop.sopversion", sop=key[:2], version=key[2], labels=labels, **fields)
    for item in identity.items():
        _add(contents, identity, item["section"], "sop.headeritem", version=key, **item)
    for remark in identity.remarks():
        _add(contents, identity, "remarks", "sop.remark", version=key, **remark)
    return key


def _labels(identity: Identity, table: Table) -> dict[str, str]:
    """Headings as printed: those of the table where they differ from ours, those of the sheet "Identitas" above all."""
    own = {f"col_{key}": ways[0] for key, ways in words.HEADINGS.items()}
    printed = {key: text for key, text in table.printed.items() if text != own.get(key)}
    return {**printed, **identity.labels}


def _read(contents: Contents, identity: Identity) -> dict[str, Any]:
    """The fields that are no plain text."""
    found: dict[str, Any] = {}
    if text := identity.values.get("effective_on"):
        found["effective_on"] = read_day(text)
        if found["effective_on"] is None:
            contents.refuse(
                identity.places["effective_on"], f"‘{text}’ bukan tanggal.", "Tulis mis. 2 Januari 2025."
            )
    rhythm = words.plain(identity.values.get("rhythm", ""))
    found["rhythm"] = words.RHYTHMS.get(rhythm, "")
    if rhythm not in words.RHYTHMS:
        contents.refuse(
            identity.places["rhythm"],
            f"Periode ‘{rhythm}’ tidak dikenal.",
            "Pilih Bulanan, Triwulanan, atau Tahunan.",
        )
    return found


def _version(contents: Contents, identity: Identity, office: Office, slug: str) -> int:
    """As written; else the open draft, or the number after the latest."""
    said = identity.values.get("version", "")
    if said.isdigit():
        return int(said)
    if said:
        contents.refuse(
            identity.places["version"], f"Versi ‘{said}’ bukan bilangan.", "Tulis mis. 2, atau kosongkan."
        )
    versions = SopVersion.objects.filter(sop__office=office, sop__slug=slug)
    draft = versions.filter(publication=None).order_by("version").first()
    latest: int = versions.aggregate(latest=Max("version"))["latest"] or 0
    return draft.version if draft else latest + 1


def _bindings(contents: Contents, grid: Grid | None, table: Table, key: list[Any], office: Office) -> None:
    """The sheet "Pelaksana": the name of a column, then the posts that stand for it, one a line."""
    if grid is None:
        return
    orders = {words.plain(label): order for order, (_, label) in enumerate(table.actors, start=1)}
    orders |= {words.plain(f"kolom {order}"): order for order in range(1, len(table.actors) + 1)}
    posts = _posts(office)
    for row in range(2, grid.last_row + 1):
        label = grid.text(row, 1)
        order = orders.get(words.plain(label))
        if label and order is None:
            contents.refuse(
                grid.place(row, 1), f"Kolom ‘{label}’ tidak ada pada lembar Langkah.", "Samakan ejaannya."
            )
        if order:
            _bind(contents, grid, row, [*key, order], _codes(contents, grid, row, posts, office))


def _codes(
    contents: Contents, grid: Grid, row: int, posts: dict[str, str], office: Office
) -> Iterator[list[str]]:
    """The posts named in a row; an unknown name is a finding."""
    for name in filter(str.strip, re.split(r"[;\n]", grid.text(row, 2))):
        code = posts.get(words.plain(name))
        if code is not None:
            yield [office.code, code]
            continue
        contents.refuse(
            grid.place(row, 2),
            f"Jabatan ‘{name.strip()}’ tidak ada di {office.name}.",
            "Tulis kode atau nama jabatannya.",
        )


def _bind(contents: Contents, grid: Grid, row: int, actor: list[Any], posts: Iterable[list[str]]) -> None:
    if words.plain(grid.text(row, 3)) in words.YES:
        column = next(
            e for e in contents.entries if e.model == "sop.actor" and e.fields["order"] == actor[-1]
        )
        column.fields["is_group"] = True
    for post in posts:
        fields = {"actor": actor, "position": post}
        contents.entries.append(Entry("sop.actorbinding", fields, words.ACTORS, grid.place(row, 2)))


def _posts(office: Office) -> dict[str, str]:
    found: dict[str, str] = {}
    for post in Position.objects.filter(office=office).order_by("pk"):
        for name in (*post.aliases.splitlines(), post.title, post.code):
            found.setdefault(words.plain(name), post.code)
    return found


def _add(contents: Contents, identity: Identity, field: str, model: str, /, **fields: Any) -> None:
    place = identity.places.get(field, f"{words.IDENTITY}!A1")
    contents.entries.append(Entry(model, fields, words.IDENTITY, place))
