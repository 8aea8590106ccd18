"""Checks on the arrows as drawn, one by one; how they play together is looked at in `walks`."""

from collections.abc import Iterator

from sop.procedures.definition import Edge, StepDef
from sop.procedures.findings import Finding, Level
from sop.procedures.sheets import FLOW, Sheet


def check(sheet: Sheet) -> list[Finding]:
    findings = [*_starts(sheet), *_reached(sheet), *_ways_out(sheet)]
    for edge in sheet.definition.edges:
        findings += [*_direction(sheet, edge), *_effects(sheet, edge)]
    for step in sheet.definition.steps.values():
        findings += _decision(sheet, step) if step.nature == "decision" else _process(sheet, step)
    return findings


def _starts(sheet: Sheet) -> Iterator[Finding]:
    definition = sheet.definition
    if not definition.starts:
        yield sheet.flow_error(
            None, "Naskah tidak mempunyai langkah mulai.", "Tandai satu langkah sebagai mulai."
        )
    for table in sorted({step.table for step in definition.steps.values()}):
        starts = [place for place in definition.starts if definition.steps[place].table == table]
        if len(starts) > 1:
            yield sheet.flow_error(
                starts[1],
                f"Tabel alur {table} mempunyai {len(starts)} langkah mulai: {sheet.numbers(starts)}.",
                "Tandai hanya satu sebagai mulai.",
            )


def _reached(sheet: Sheet) -> Iterator[Finding]:
    seen = set(sheet.definition.starts)
    todo = list(seen)
    while todo:
        place = todo.pop()
        new = {e.target for e in sheet.definition.edges if e.source == place and e.target} - seen
        seen |= new
        todo += new
    for place in sorted(set(sheet.definition.steps) - seen) if seen else ():
        yield sheet.flow_error(
            place,
            "Langkah ini tidak pernah dicapai dari langkah mulai.",
            "Tambahkan alur yang menuju ke sini.",
        )


def _ways_out(sheet: Sheet) -> Iterator[Finding]:
    """Steps with no arrow out, and steps from which no chain of arrows leads to the end."""
    edges = sheet.definition.edges
    silent = set(sheet.definition.steps) - {edge.source for edge in edges}
    for place in sorted(silent):
        yield sheet.flow_error(
            place,
            "Langkah ini tidak mempunyai alur keluar.",
            "Tambahkan alur ke langkah berikut atau ke selesai.",
        )
    ending = {edge.source for edge in edges if edge.target is None} | silent
    while more := {edge.source for edge in edges if edge.target in ending} - ending:
        ending |= more
    if caught := set(sheet.definition.steps) - ending:
        yield sheet.flow_error(
            min(caught),
            f"Dari langkah {sheet.numbers(caught)} berkas tidak pernah selesai: alurnya berputar tanpa jalan keluar.",
            "Tambahkan alur yang keluar dari putaran ini.",
        )


def _direction(sheet: Sheet, edge: Edge) -> Iterator[Finding]:
    if edge.target is None:
        return
    if edge.target <= edge.source and not edge.is_return:
        yield sheet.flow_error(
            edge.source,
            f"Alur mundur ke langkah {sheet.number(edge.target)} belum ditandai sebagai pengembalian.",
            "Tandai ‘pengembalian (alasan wajib)’.",
        )
    if edge.is_return and edge.target > edge.source and sheet.definition.can_reach(edge.source, edge.target):
        yield sheet.finding(
            Level.WARNING,
            edge.source,
            FLOW,
            f"Pengembalian menuju langkah {sheet.number(edge.target)}, yang justru ada di depan.",
            "Pastikan arahnya.",
        )


def _effects(sheet: Sheet, edge: Edge) -> Iterator[Finding]:
    if "revise" in edge.effects and not edge.is_return:
        yield sheet.flow_error(
            edge.source,
            "Akibat pengembalian hanya boleh pada alur pengembalian.",
            "Tandai alurnya sebagai pengembalian.",
        )
    if edge.is_return and set(edge.effects) - {"revise"}:
        yield sheet.flow_error(
            edge.source, "Alur pengembalian tidak dapat memverifikasi, memaraf, atau menandatangani."
        )
    if "archive" in edge.effects and edge.target is not None:
        yield sheet.flow_error(
            edge.source,
            "Pengarsipan hanya boleh pada alur menuju selesai.",
            "Pindahkan akibat ini ke alur terakhir.",
        )
    if edge.is_return and not edge.effects and _reopens(sheet, edge):
        yield sheet.finding(
            Level.WARNING,
            edge.source,
            FLOW,
            f"Pengembalian ke langkah {sheet.number(edge.target or 0)} membuka kembali isian, tetapi tanpa akibat ‘revise’.",
            "Tambahkan ‘revise’ agar isian unit yang dipilih dibuka kembali.",
        )


def _reopens(sheet: Sheet, edge: Edge) -> bool:
    """Whether a return goes back over a step of filling."""
    reach = sheet.definition.can_reach
    return any(
        edge.target is not None
        and (fill == edge.target or reach(edge.target, fill))
        and reach(fill, edge.source)
        for fill in sheet.definition.fill_steps
    )


def _decision(sheet: Sheet, step: StepDef) -> Iterator[Finding]:
    out = [edge for edge in sheet.definition.edges if edge.source == step.position]
    choices = {edge.label for edge in out if not edge.is_return} | {
        edge.key for edge in out if edge.is_return
    }
    if len(choices) == 1:
        yield sheet.flow_error(
            step.position,
            "Keputusan ini hanya mempunyai satu jalan keluar.",
            "Tambahkan jalur yang lain, mis. ‘Tidak’.",
        )
    if any(not edge.label.strip() for edge in out):
        yield sheet.finding(
            Level.WARNING,
            step.position,
            FLOW,
            "Jalur keputusan ini belum berlabel.",
            "Tulis mis. ‘Ya’ dan ‘Tidak’.",
        )


def _process(sheet: Sheet, step: StepDef) -> Iterator[Finding]:
    forward = [e for e in sheet.definition.edges if e.source == step.position and not e.is_return]
    if len({edge.label for edge in forward}) > 1:
        yield sheet.finding(
            Level.WARNING,
            step.position,
            FLOW,
            "Langkah ini bukan keputusan, maka semua alurnya berjalan bersamaan walaupun labelnya berbeda.",
            "Ubah sifatnya menjadi keputusan bila hanya satu jalur yang dipilih.",
        )
