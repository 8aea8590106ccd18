"""The symbols as inline SVG of a fixed size in millimetres. Strings go through format_html, nothing else does."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sop.flowchart.connectors import Connector
from sop.flowchart.drawing import Symbol
from sop.flowchart.labels import Label, place
from sop.flowchart.plan import Kind
from sop.flowchart.sizes import FULL_HEIGHT, FULL_WIDTH, HALFWAY, LEADING, MIDDLE, Size

FONTS = "Dokumen Sans, Inter, Liberation Sans, Arial, sans-serif"
WORDS = {Kind.START: "Mulai", Kind.END: "Selesai"}

_SHAPES = {
    Kind.PROCESS: SafeString('<rect x="2.3" y="2.3" width="12" height="7"/>'),
    Kind.DECISION: SafeString('<path d="M8.3 2.3 14.3 5.8 8.3 9.3 2.3 5.8z"/>'),
    Kind.START: SafeString('<rect x="2.3" y="2.3" width="12" height="7" rx="3.5" ry="3.5"/>'),
}
_SHAPES[Kind.END] = _SHAPES[Kind.START]
# Tip on the port, pointing inwards.
_HEADS = {
    "up": "M8.3 2.3 7.4 .5H9.2z",
    "down": "M8.3 9.3 7.4 11.1H9.2z",
    "left": "M2.3 5.8 .5 4.9V6.7z",
    "right": "M14.3 5.8 16.1 4.9V6.7z",
}
# Into the pentagon: at the foot of a page from above, at its head from below.
_PENTAGON_HEADS = {True: "M0-2-.6-3.4H.6z", False: "M0 2.2-.6 3.6H.6z"}
STOREY = 9.0
TICK = SafeString(
    '<path class="flow-tick" d="M6.6 5.9 7.9 7.2 10.2 4.5" fill="none" stroke="#000" stroke-width=".6"/>'
)


def symbol_svg(symbol: Symbol, *, size: Size, done: bool = False) -> SafeString:
    """A symbol with arrowheads and labels; `done` puts a tick inside."""
    labels, scale = (
        place(symbol.labels, symbol.corners, size, pointed=symbol.kind is Kind.DECISION),
        size.scale,
    )
    extra = max((label.growth for label in labels), default=0)
    height = FULL_HEIGHT + 2 * extra
    return format_html(
        '<svg class="flow-symbol flow-{}" xmlns="http://www.w3.org/2000/svg" width="{}mm" height="{}mm" '
        'viewBox="0 {} {} {}" overflow="visible" role="img" aria-label="{}"><title>{}</title>'
        '<g class="flow-shape" fill="#fff" stroke="#000" stroke-width="{}">{}</g>{}{}{}</svg>',
        symbol.kind, _mm(FULL_WIDTH * scale), _mm(height * scale), _mm(-extra), _mm(FULL_WIDTH), _mm(height),
        symbol.title, symbol.title, _mm(0.35 / scale), _SHAPES[symbol.kind], TICK if done else _word(symbol, size),
        format_html_join("", '<path class="flow-head" d="{}"/>', ((_HEADS[port],) for port in symbol.arrows)),
        format_html_join("", "{}", ((_label(label),) for label in labels)),
    )  # fmt: skip


def connectors_svg(connectors: tuple[Connector, ...]) -> SafeString:
    """The pentagons of a cell between pages, at their tracks whatever the width of the lane."""
    title = "; ".join(connector.title for connector in connectors)
    return format_html(
        '<svg class="flow-connectors" xmlns="http://www.w3.org/2000/svg" width="100%" height="{}mm" role="img" '
        'aria-label="{}"><title>{}</title>{}</svg>',
        _mm(STOREY * max(connector.levels for connector in connectors)),
        title,
        title,
        format_html_join("", "{}", ((_pentagon(connector),) for connector in connectors)),
    )


def _pentagon(connector: Connector) -> SafeString:
    """A nested svg, because only it takes its place in percent; inside it one unit is a millimetre."""
    head = (_PENTAGON_HEADS[connector.foot],) if connector.arrow else ()
    return format_html(
        '<svg x="{}%" y="{}mm" width="1mm" height="1mm" viewBox="0 0 1 1" overflow="visible">'
        '<path d="M-1.6-2h3.2v2.6L0 2.2-1.6.6z" fill="#fff" stroke="#000" stroke-width=".3"/>{}{}</svg>',
        connector.track,
        _mm(STOREY * (connector.level + 0.5)),
        format_html_join("", '<path class="flow-head" d="{}"/>', (head,) if head else ()),
        _text(0, 0.55, "middle", 2.2, connector.letter),
    )


def _word(symbol: Symbol, size: Size) -> SafeString | str:
    """Inside the symbol: "Mulai" or "Selesai" in a capsule, and the star of an inferred column."""
    star = "*" if symbol.inferred else ""
    if symbol.kind in WORDS:
        word = f"{WORDS[symbol.kind]}{star}"
        letters = size.inside(len(word))
        return _text(MIDDLE, HALFWAY + 0.35 * letters, "middle", letters, word)
    return _text(MIDDLE, HALFWAY + 1.9, "middle", 4, star) if star else ""


def _label(label: Label) -> SafeString:
    texts = (
        (_text(label.x, label.y + index * label.letters * LEADING, label.anchor, label.letters, line),)
        for index, line in enumerate(label.lines)
    )
    return format_html_join("", "{}", texts)


def _text(x: float, y: float, anchor: str, size: float, text: str) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}" font-family="{}" font-size="{}">{}</text>',
        _mm(x), _mm(y), anchor, FONTS, _mm(size), text,
    )  # fmt: skip


def _mm(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
