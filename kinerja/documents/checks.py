"""System check: an administrator learns at set-up, not at the first signature, that no PDF can be made."""

from typing import Any

from django.core import checks

from kinerja.documents.engine import engine_missing


# Only `check --deploy`: to know, the engine must be loaded, and that costs every other command a second.
@checks.register(deploy=True)
def pdf_engine(**_: Any) -> list[checks.CheckMessage]:
    """Warn where WeasyPrint or its libraries are missing; everything but PDF works without them."""
    if not engine_missing():
        return []
    return [
        checks.Warning(
            "Mesin PDF tidak tersedia: pasang Pango (libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0).",
            hint="Tanpa mesin PDF, laporan tetap dapat diisi, diperiksa, dan dicetak dari peramban.",
            id="kinerja.W001",
        )
    ]
