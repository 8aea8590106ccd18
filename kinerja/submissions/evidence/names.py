"""The name of an uploaded file: a plain last part, without what fools the eye or a file system."""

import re
import unicodedata
from pathlib import PurePath

LONGEST = 120
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_SPACES = re.compile(r"\s+")
# Windows opens a device instead of a file of this name, whatever its ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def clean_name(raw: str) -> str:
    """The name under which the file is shown and given out."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", raw))[-1]
    visible = "".join(letter if letter.isprintable() else " " for letter in last if not _steers(letter))
    plain = _SPACES.sub(" ", _FORBIDDEN.sub("_", visible)).strip(" .")
    ending = PurePath(plain).suffix
    stem = plain.removesuffix(ending)[: LONGEST - len(ending)].rstrip(" .")
    if not stem or _DEVICES.match(plain):
        stem = f"berkas {stem}".strip()
    return f"{stem}{ending}"


def _steers(letter: str) -> bool:
    """Marks that turn or join the letters around them; one can make "exe.jpg" out of "gpj.exe"."""
    return unicodedata.category(letter) in {"Cf", "Cs", "Co", "Cn"}
