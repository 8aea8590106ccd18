"""Whether the rows of a sheet can be read as a graph at all; only then the other checks make sense."""

from collections.abc import Iterator

from sop.procedures.findings import Finding, Level
from sop.procedures.phases import EFFECTS
from sop.procedures.sheets import Sheet


def check(sheet: Sheet) -> list[Finding]:
    if not sheet.steps:
        return [Finding(Level.ERROR, "", "", "Naskah belum memuat langkah.", "Isi sedikitnya satu langkah.")]
    return [*_targets(sheet), *_effects(sheet), *_duplicates(sheet)]


def _targets(sheet: Sheet) -> Iterator[Finding]:
    places = {step["position"] for step in sheet.steps}
    for flow in sheet.flows:
        if flow["target"] is not None and flow["target"] not in places:
            yield sheet.flow_error(
                flow["source"],
                f"Alur menuju langkah {flow['target']} yang tidak ada pada naskah ini.",
                "Pilih langkah dari naskah yang sama.",
            )


def _effects(sheet: Sheet) -> Iterator[Finding]:
    known = ", ".join(EFFECTS)
    for flow in sheet.flows:
        effects = flow["effects"]
        if not isinstance(effects, list) or not all(isinstance(effect, str) for effect in effects):
            yield sheet.flow_error(
                flow["source"], "Akibat harus berupa daftar kata.", f"Pilih dari: {known}."
            )
            continue
        for effect in effects:
            if effect not in EFFECTS:
                yield sheet.flow_error(
                    flow["source"], f"Akibat ‘{effect}’ tidak dikenal.", f"Pilih dari: {known}."
                )


def _duplicates(sheet: Sheet) -> Iterator[Finding]:
    seen = set()
    for flow in sheet.flows:
        key = (flow["source"], flow["target"], flow["label"].strip().casefold())
        if key in seen:
            to = sheet.number(flow["target"]) if flow["target"] else "selesai"
            yield sheet.flow_error(flow["source"], f"Alur ke {to} tertulis dua kali.", "Hapus salah satu.")
        seen.add(key)
