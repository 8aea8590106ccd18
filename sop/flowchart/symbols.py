"""The symbols as inline SVG of a fixed size in millimetres. Strings go through format_html, nothing else does."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sop.flowchart.connectors import Connector
from sop.flowchart.drawing import Symbol
from sop.flowchart.plan import Kind

WIDTH, HEIGHT, MARGIN = 12.0, 7.0, 2.3
FULL_WIDTH, FULL_HEIGHT = WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN
MIDDLE, HALFWAY = FULL_WIDTH / 2, FULL_HEIGHT / 2
FONTS = "Dokumen Sans, Inter, Liberation Sans, Arial, sans-serif"
LEADING = 0.97  # height of a line of a label, in letters
LETTERS = 9  # of a line of a label
NARROW = 0.53  # width of a letter, in its height
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


@dataclass(frozen=True)
class Size:
    """How large symbols are drawn: `scale` of their nominal size, for lanes of `lane` and labels of `letters` millimetres."""

    scale: float = 1.0
    lane: float = 19.0
    letters: float = 2.2

    def fitting(self, count: int) -> float:
        """Height of letters, in units of the symbol, so that so many stay in their half of the lane; at least 1.8 mm."""
        room = (self.lane / 2 - 1) / (NARROW * count)
        return max(min(self.letters, room), 1.8) / self.scale


def symbol_svg(symbol: Symbol, *, size: Size, done: bool = False) -> SafeString:
    """A symbol with arrowheads and labels; `done` puts a tick inside."""
    labels, scale = _labels(symbol, size), size.scale
    extra = max(((len(lines) - 1) * letters * LEADING for *_, letters, lines in labels), default=0)
    height = FULL_HEIGHT + 2 * extra
    return format_html(
        '<svg class="flow-symbol flow-{}" xmlns="http://www.w3.org/2000/svg" width="{}mm" height="{}mm" '
        'viewBox="0 {} {} {}" overflow="visible" role="img" aria-label="{}"><title>{}</title>'
        '<g class="flow-shape" fill="#fff" stroke="#000" stroke-width="{}">{}</g>{}{}{}</svg>',
        symbol.kind, _mm(FULL_WIDTH * scale), _mm(height * scale), _mm(-extra), _mm(FULL_WIDTH), _mm(height),
        symbol.title, symbol.title, _mm(0.35 / scale), _SHAPES[symbol.kind], TICK if done else _word(symbol),
        format_html_join("", '<path class="flow-head" d="{}"/>', ((_HEADS[port],) for port in symbol.arrows)),
        format_html_join("", "{}", ((_label(*label),) for label in labels)),
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


def _word(symbol: Symbol) -> SafeString | str:
    """Inside the symbol: "Mulai" or "Selesai" in a capsule, and the star of an inferred column."""
    star = "*" if symbol.inferred else ""
    if symbol.kind in WORDS:
        return _text(MIDDLE, HALFWAY + 0.8, "middle", 2.3, f"{WORDS[symbol.kind]}{star}")
    return _text(MIDDLE, HALFWAY + 1.9, "middle", 4, star) if star else ""


Label = tuple[float, float, str, float, list[str]]  # x, baseline of the first line, anchor, size, lines


def _labels(symbol: Symbol, size: Size) -> list[Label]:
    """Put each label in a corner beside its port: two ports never share one."""
    ports = dict(symbol.labels)
    low = "up" in ports  # the label of the right port then stands below its line
    crowded = low and "right" in ports
    return [_corner(port, text, size, low=low, crowded=crowded) for port, text in ports.items()]


def _corner(port: str, text: str, size: Size, *, low: bool, crowded: bool) -> Label:
    lines = _wrapped(text)
    letters = size.fitting(max(map(len, lines)))
    above = MARGIN - 0.5 - (len(lines) - 1) * letters * LEADING
    below = HEIGHT + MARGIN + 0.9 * letters
    beside = above + (1.3 if len(lines) == 1 else 0.2)  # a second line would run into the slope of a diamond
    if port == "up":
        return MIDDLE + 0.9, above, "start", letters, lines
    if port == "down":
        return MIDDLE - 0.9 if crowded else MIDDLE + 0.9, below, "end" if crowded else "start", letters, lines
    if port == "left":
        return 0.0, beside, "start", letters, lines
    return FULL_WIDTH, below - 1.0 if low else beside, "end", letters, lines


def _wrapped(text: str) -> list[str]:
    """Whole words, as many on a line as have room beside the symbol."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > LETTERS:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _label(x: float, y: float, anchor: str, letters: float, lines: list[str]) -> SafeString:
    texts = (
        (_text(x, y + index * letters * LEADING, anchor, letters, line),) for index, line in enumerate(lines)
    )
    return format_html_join("", "{}", texts)


def _text(x: float, y: float, anchor: str, size: float, text: str) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}" font-family="{}" font-size="{}">{}</text>',
        _mm(x), _mm(y), anchor, FONTS, _mm(size), text,
    )  # fmt: skip


def _mm(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
