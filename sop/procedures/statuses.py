"""What becomes of the status on every way through the sheet, and whether the case reaches the archive."""

from collections.abc import Iterator

from sop.procedures.findings import Finding, Level
from sop.procedures.phases import ARCHIVED, DRAFT, EFFECT_LABELS, VERIFIED
from sop.procedures.sheets import FLOW, Sheet
from sop.procedures.walks import LIMIT, Fault, Walk, walks

NEEDED = ("verify", "sign", "archive")
CHECKS = {"verify", "paraf", "sign"}
PHASE_LABELS = {
    DRAFT: "Draf",
    VERIFIED: "Terverifikasi",
    "paraf": "Diparaf",
    "signed": "Ditandatangani",
    ARCHIVED: "Diarsipkan",
}


def check(sheet: Sheet, limit: int = LIMIT) -> list[Finding]:
    """Findings on the walks of this sheet; its graph must be sound and every arrow known to be legal by itself.

    What keeps the status from being proven is a lack, not an error: real sheets draw a return from the head to the
    secretary, or two ends after the signature, and must be readable as they are.
    """
    findings = [*(_missing(sheet) if sheet.performance else ()), *_crowded(sheet)]
    for walk in walks(sheet.definition, limit):
        if not walk.complete:
            findings.append(_too_many(sheet, limit))
        findings += _of_walk(sheet, walk)
    return findings


def _missing(sheet: Sheet) -> Iterator[Finding]:
    definition = sheet.definition
    carried = {effect for edge in definition.edges for effect in edge.effects}
    if not definition.fill_steps:
        yield Finding(Level.LACK, "", "", "Belum ada langkah yang ditandai mengisi angka.")
    for effect in NEEDED:
        if effect not in carried:
            yield Finding(Level.LACK, "", FLOW, f"Belum ada alur dengan akibat {EFFECT_LABELS[effect]}.")
    if len(definition.starts) > 1:
        yield sheet.finding(
            Level.LACK,
            None,
            FLOW,
            f"Naskah memuat {len(definition.starts)} alur dengan mulai sendiri "
            f"(langkah {sheet.numbers(definition.starts)}); berkas hanya dapat berjalan dengan satu mulai.",
        )


def _crowded(sheet: Sheet) -> Iterator[Finding]:
    """Rows that no one person can carry out: filling what he checks, signing what is frozen only by the same act."""
    for place, step in sheet.definition.steps.items():
        effects = {effect for move in sheet.definition.moves(place) for effect in move.effects}
        if step.fills and effects & CHECKS:
            yield sheet.finding(
                Level.LACK,
                place,
                FLOW,
                "Langkah pengisian sekaligus memeriksa; pengisi tidak memeriksa angkanya sendiri.",
            )
        if any({"verify", "sign"} <= set(move.effects) for move in sheet.definition.moves(place)):
            yield sheet.finding(
                Level.LACK,
                place,
                FLOW,
                "Verifikasi dan tanda tangan berada pada satu alur; pisahkan menjadi dua langkah.",
            )


def _of_walk(sheet: Sheet, walk: Walk) -> Iterator[Finding]:
    for fault in sorted(walk.faults, key=lambda f: (f.step, f.effects, f.phase)):
        yield _fault(sheet, fault)
    yield from _phases(sheet, walk)
    if sheet.performance and "archive" in {e for edge in walk.definition.edges for e in edge.effects}:
        yield from _endings(sheet, walk)
    if walk.complete and not walk.faults:
        yield from _caught(sheet, walk)


def _too_many(sheet: Sheet, limit: int) -> Finding:
    states = f"{limit:,}".replace(",", ".")
    sentence = f"Alur terlalu bercabang untuk diperiksa: lebih dari {states} keadaan."
    return sheet.flow_error(None, sentence, "Kurangi cabang yang berjalan bersamaan.")


def _fault(sheet: Sheet, fault: Fault) -> Finding:
    names = ", ".join(EFFECT_LABELS[effect] for effect in fault.effects)
    if fault.kind == "parallel":
        return sheet.finding(
            Level.LACK,
            fault.step,
            FLOW,
            f"Akibat {names} terjadi selagi bagian lain masih dikerjakan.",
            "Pindahkan akibat ini ke langkah sesudah semua cabang bertemu.",
        )
    return sheet.finding(
        Level.LACK,
        fault.step,
        FLOW,
        f"Akibat {names} tidak dapat terjadi pada status {PHASE_LABELS[fault.phase]}.",
        "Urutannya: verifikasi, paraf (bila ada), tanda tangan, pengarsipan.",
    )


def _phases(sheet: Sheet, walk: Walk) -> Iterator[Finding]:
    for place, phases in sorted(walk.phases.items()):
        names = " atau ".join(PHASE_LABELS[phase] for phase in PHASE_LABELS if phase in phases)
        if len(phases) > 1:
            yield sheet.finding(
                Level.LACK,
                place,
                FLOW,
                f"Status saat langkah ini terbuka bergantung pada jalannya: {names}.",
                "Samakan akibat pada semua jalur yang menuju langkah ini.",
            )
        elif walk.definition.steps[place].fills and phases != {DRAFT}:
            yield sheet.finding(
                Level.LACK,
                place,
                FLOW,
                f"Langkah pengisian ini terbuka pada status {names}.",
                "Angka hanya diisi saat Draf.",
            )


def _endings(sheet: Sheet, walk: Walk) -> Iterator[Finding]:
    for end in walk.endings:
        last = sheet.numbers(walk.last_steps(end))
        if end.phase != ARCHIVED:
            yield Finding(
                Level.LACK, "", FLOW, f"Berkas dapat berakhir pada langkah {last} tanpa pengarsipan."
            )
        elif not end.filled and walk.definition.fill_steps:
            yield Finding(
                Level.LACK, "", FLOW, f"Berkas dapat sampai ke langkah {last} tanpa melewati pengisian."
            )


def _caught(sheet: Sheet, walk: Walk) -> Iterator[Finding]:
    steps = {place.step for state in walk.caught for place in state.marking}
    if steps:
        yield sheet.flow_error(
            min(steps), f"Ada jalan di sekitar langkah {sheet.numbers(steps)} yang tidak dapat selesai."
        )
