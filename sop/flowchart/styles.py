"""The lines of a drawing as a stylesheet: one class for each distinct set of lines in a cell.

Lines are background layers, because these stretch with the row in every browser and in the PDF engine, and no style
stands in the page itself (the Content Security Policy allows none).
"""

from collections.abc import Callable
from hashlib import blake2s

from sop.flowchart.drawing import Drawing
from sop.flowchart.pieces import WHOLE, Piece, Style


def css_class(pieces: tuple[Piece, ...]) -> str:
    """The name of a set of lines, the same in every drawing; "" for none."""
    if not pieces:
        return ""
    return f"flow-{blake2s(repr(pieces).encode(), digest_size=5).hexdigest()}"


def stylesheet(drawing: Drawing, asset: Callable[[str], str], *, line: str = ".35mm") -> str:
    """CSS for all cells of a drawing. `asset` gives the address of a file in static/; `line` is their width."""
    sets = {cell.pieces for row in drawing.rows for cell in row.cells if cell.pieces}
    rules = (
        f".flow-lane.{css_class(pieces)}{{{declaration(pieces, asset, line)}}}" for pieces in sorted(sets)
    )
    return "\n".join(rules) + "\n"


def declaration(pieces: tuple[Piece, ...], asset: Callable[[str], str], line: str) -> str:
    """The background of one cell."""
    images = ",".join(f"url({asset(picture(piece))})" for piece in pieces)
    places = ",".join(_place(piece) for piece in pieces)
    sizes = ",".join(_size(piece, line) for piece in pieces)
    return f"background:{images};background-position:{places};background-size:{sizes};background-repeat:no-repeat;background-origin:border-box"


def picture(piece: Piece) -> str:
    """The file under static/ that is stretched to a piece: one black square, or a row of equal marks."""
    length = piece.end - piece.start
    if piece.style is Style.DOT:
        return f"flow/dot-{8 if length <= WHOLE // 2 else 17}.svg"
    marks = min(6, round(length / 16)) if piece.style is Style.DASH else 1
    return f"flow/dash-{'upright' if piece.upright else 'level'}-{marks}.svg" if marks > 1 else "flow/px.svg"


def _place(piece: Piece) -> str:
    along = _offset(piece)
    return f"{piece.track}% {along}%" if piece.upright else f"{along}% {piece.track}%"


def _size(piece: Piece, line: str) -> str:
    length = f"{piece.end - piece.start}%"
    return f"{line} {length}" if piece.upright else f"{length} {line}"


def _offset(piece: Piece) -> str:
    """Where a layer must be put, in the percentages of CSS, to begin at `start`."""
    room = WHOLE - (piece.end - piece.start)
    return f"{100 * piece.start / room:.3f}".rstrip("0").rstrip(".") if room else "0"
