"""A small drawn face for each way in which faces are shown: nobody's, so that it may be printed."""

import re

SIDE = 32
"""Width and height of an icon, in the chart's units."""

_SKIN, _HAIR, _LINE, _CLOTH, _GROUND = "#f0c9a4", "#5b4636", "#3f2d20", "#5c8a80", "#e2e8f0"
_HALF = SIDE / 2

_FACE = (
    f'<ellipse cx="16" cy="17" rx="10" ry="13" fill="{_SKIN}"/>'
    f'<path d="M6 15 Q5 3 16 3 Q27 3 26 15 Q23 8 16 8 Q9 8 6 15Z" fill="{_HAIR}"/>'
    f'<circle cx="12" cy="15" r="1.5" fill="{_LINE}"/>'
    f'<circle cx="20" cy="15" r="1.5" fill="{_LINE}"/>'
    f'<path d="M16 16 L15 20 L17 20" fill="none" stroke="{_LINE}" stroke-width="0.9"/>'
    f'<path d="M12 24 Q16 26.5 20 24" fill="none" stroke="{_LINE}" stroke-width="1.3"/>'
)
_OVER = {
    "mask": f'<path d="M6 18 L16 16.5 L26 18 L24 27 L16 31 L8 27Z" fill="{_CLOTH}"/>',
    "bar": '<rect x="4" y="12" width="24" height="6" fill="#000000"/>',
    "drape": f'<path d="M-4 -4 L15 -4 L21 36 L-4 36Z" fill="{_CLOTH}"/>',
}
_LEFT = {
    "half": (0, 0, _HALF, SIDE),
    "eyes": (0, 11, SIDE, 8),
    "lower": (0, 18, SIDE, 14),
}
"""What a cut leaves of the face: left, top, width, height."""

_TURN = {"slanted": 30, "turned": 180}
_SMALL, _LARGE = 0.45, 1.7
_DOTS = "".join(
    f'<circle cx="{(7 * n) % 31 + 0.5}" cy="{(11 * n) % 29 + 1}" r="0.8" fill="#64748b"/>'
    for n in range(24)
)


def icon(kind: str, left: float, top: float) -> str:
    """Return SVG of a drawn face as ``kind`` shows it, such as ``hard: turned in a mask``."""
    words = kind.casefold()
    inner = _FACE + "".join(cloth for word, cloth in _OVER.items() if word in words)
    cut = next((_LEFT[word] for word in _LEFT if word in words), None)
    name = re.sub(r"\W+", "-", words)
    clip = f' clip-path="url(#cut-{name})"' if cut else ""
    parts = [
        f'<g transform="translate({left} {top})">',
        f'<clipPath id="frame-{name}"><rect width="{SIDE}" height="{SIDE}" rx="3"/></clipPath>',
        _cut(name, cut),
        f'<g clip-path="url(#frame-{name})">',
        f'<rect width="{SIDE}" height="{SIDE}" fill="{_GROUND}"/>',
        f'<g transform="{_placed(words)}"><g{clip}{_filtered(words)}>{inner}</g></g>',
        _DOTS if "noise" in words else "",
        f'<rect width="{SIDE}" height="{SIDE}" fill="#000000" opacity="0.62"/>'
        if "dark" in words
        else "",
        "</g></g>",
    ]
    return "".join(parts)


def _cut(name: str, cut: tuple[float, float, float, float] | None) -> str:
    if cut is None:
        return ""
    x, y, width, height = cut
    rect = f'<rect x="{x}" y="{y}" width="{width}" height="{height}"/>'
    return f'<clipPath id="cut-{name}">{rect}</clipPath>'


def _placed(words: str) -> str:
    """Return the turn and the size as an SVG transform about the middle."""
    told = re.search(r"turned (\d+)", words)
    degrees = int(told[1]) if told else next((_TURN[word] for word in _TURN if word in words), 0)
    size = _SMALL if "small" in words else _LARGE if "close-up" in words else 1.0
    middle = f"translate({_HALF} {_HALF})"
    return f"{middle} rotate({degrees}) scale({size}) translate({-_HALF} {-_HALF})"


def _filtered(words: str) -> str:
    """Return the attribute that greys or blurs; browsers know both as CSS functions."""
    if "grey" in words:
        return ' style="filter:grayscale(1)"'
    return ' style="filter:blur(1.4px)"' if "blurred" in words else ""
