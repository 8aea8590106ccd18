"""The five phases and the effects an arrow may have on them: what "legal in their order" means at publishing.

The same names are the transitions of the status in the application that uses the SOP; a test compares both.
"""

DRAFT, VERIFIED, PARAF, SIGNED, ARCHIVED = "draft", "verified", "paraf", "signed", "archived"

EFFECTS: dict[str, dict[str, str]] = {
    "verify": {DRAFT: VERIFIED},
    "paraf": {VERIFIED: PARAF, PARAF: PARAF},
    "sign": {VERIFIED: SIGNED, PARAF: SIGNED},
    "archive": {SIGNED: ARCHIVED},
    "revise": {DRAFT: DRAFT, VERIFIED: DRAFT, PARAF: DRAFT},
}
EFFECT_LABELS = {
    "verify": "verifikasi",
    "paraf": "paraf",
    "sign": "tanda tangan",
    "archive": "pengarsipan",
    "revise": "pengembalian",
}


def apply_effects(phase: str, effects: tuple[str, ...]) -> str | None:
    """The phase after these effects in their order, or None where one of them is not legal there."""
    for effect in effects:
        following = EFFECTS[effect].get(phase)
        if following is None:
            return None
        phase = following
    return phase
