"""Build static/icons.svg from an unpacked bootstrap-icons package: python contrib/build_icons.py PACKAGE_DIR."""

import re
import sys
from pathlib import Path

# Our name for what an icon means here, and the file it is drawn from.
ICONS = {
    "admin": "gear",
    "archived": "archive",
    "arrow-down": "arrow-down-short",
    "arrow-left": "arrow-left",
    "arrow-right": "arrow-right",
    "arrow-up": "arrow-up-short",
    "attachment": "paperclip",
    "bell": "bell",
    "building": "building",
    "calendar": "calendar3",
    "chart": "bar-chart-line",
    "check": "check-lg",
    "check-circle": "check-circle-fill",
    "chevron-left": "chevron-left",
    "chevron-right": "chevron-right",
    "clock": "clock",
    "close": "x-lg",
    "copy": "copy",
    "danger": "exclamation-octagon-fill",
    "dash": "dash-lg",
    "decision": "diamond",
    "document": "file-earmark-text",
    "download": "download",
    "draft": "pencil",
    "edit": "pencil-square",
    "empty": "inbox",
    "equal": "pause",
    "eye": "eye",
    "eye-off": "eye-slash",
    "filter": "funnel",
    "flow": "diagram-3",
    "help": "question-circle",
    "history": "clock-history",
    "key": "key",
    "home": "house-door",
    "inbox": "inbox-fill",
    "info": "info-circle-fill",
    "lock": "lock-fill",
    "logout": "box-arrow-right",
    "menu": "list",
    "note": "chat-left-text",
    "outside": "signpost-split",
    "overdue": "alarm",
    "offline": "cloud-slash",
    "paraf": "vector-pen",
    "pdf": "file-earmark-pdf",
    "people": "people",
    "person": "person-circle",
    "plus": "plus-lg",
    "print": "printer",
    "returned": "arrow-counterclockwise",
    "saved": "cloud-check",
    "search": "search",
    "send": "send",
    "signed": "pen",
    "shield": "patch-check-fill",
    "replaced": "layers",
    "sheet": "file-earmark-spreadsheet",
    "table": "table",
    "upload": "upload",
    "verified": "shield-check",
    "waiting": "hourglass-split",
    "warning": "exclamation-triangle-fill",
}


def symbol(name: str, source: Path) -> str:
    body = re.search(r"<svg[^>]*>(.*)</svg>", source.read_text(encoding="utf-8"), re.DOTALL)
    if body is None:
        raise SystemExit(f"{source} is not an icon")
    shapes = re.sub(r"\s*\n\s*", "", body[1])
    return f'<symbol id="{name}" viewBox="0 0 16 16">{shapes}</symbol>'


def main(package: Path) -> None:
    symbols = [symbol(name, package / "icons" / f"{file}.svg") for name, file in ICONS.items()]
    head = '<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Bootstrap Icons, MIT, The Bootstrap Authors -->\n'
    target = Path(__file__).resolve().parent.parent / "static" / "icons.svg"
    target.write_text(head + "\n".join(symbols) + "\n</svg>\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
