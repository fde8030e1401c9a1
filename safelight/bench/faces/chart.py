"""A chart of how many faces everybody covers, by the way in which they are shown."""

from typing import Any
from xml.sax.saxutils import escape

from safelight.bench.faces.icon import SIDE, icon

_WIDTH, _LABEL, _BAR, _GAP, _TOP = 860, 250, 9, 12, 54
_ICON_LEFT = _LABEL - SIDE - 10
_COLOURS = {"safelight": "#0f766e", "deface": "#d97706", "face_recognition": "#94a3b8"}
_NAMES = {"safelight": "Safelight", "deface": "deface", "face_recognition": "face_recognition"}


def svg(measured: dict[str, Any]) -> str:
    """Return the chart as SVG; ``measured`` is one part of what the benchmark prints."""
    finders = [name for name in _COLOURS if name in measured]
    kinds = sorted(
        measured[finders[0]]["by_kind"], key=lambda kind: (kind.startswith("hard"), kind)
    )
    row = len(finders) * _BAR + _GAP
    height = _TOP + len(kinds) * row + 24
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
            f'font-family="system-ui, sans-serif" font-size="13">'
        ),
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        *_legend(finders),
    ]
    for number, kind in enumerate(kinds):
        top = _TOP + number * row
        words = escape(kind.replace("hard: ", ""))
        middle = top + len(finders) * _BAR / 2 + 4
        parts.append(f'<text x="{_ICON_LEFT - 8}" y="{middle}" text-anchor="end">{words}</text>')
        parts.append(icon(kind, _ICON_LEFT, top + (len(finders) * _BAR - SIDE) / 2))
        for at, name in enumerate(finders):
            parts.extend(_bar(top + at * _BAR, name, measured[name]["by_kind"].get(kind, "0/0")))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _legend(finders: list[str]) -> list[str]:
    parts = ['<text x="14" y="24" font-size="15" font-weight="600">Faces covered, of all</text>']
    for number, name in enumerate(finders):
        left = _LABEL + 150 * number
        parts.append(f'<rect x="{left}" y="14" width="12" height="12" fill="{_COLOURS[name]}"/>')
        parts.append(f'<text x="{left + 18}" y="25">{_NAMES[name]}</text>')
    return parts


def _bar(top: float, name: str, share: str) -> list[str]:
    found, faces = (int(part) for part in share.split("/"))
    part = found / faces if faces else 0.0
    room = _WIDTH - _LABEL - 70
    return [
        f'<rect x="{_LABEL}" y="{top}" width="{room}" height="{_BAR - 2}" fill="#f1f5f9"/>',
        (
            f'<rect x="{_LABEL}" y="{top}" width="{room * part:.1f}" height="{_BAR - 2}" '
            f'fill="{_COLOURS[name]}"/>'
        ),
        (
            f'<text x="{_LABEL + room + 8}" y="{top + _BAR - 2}" font-size="9">'
            f"{100 * part:.1f} %</text>"
        ),
    ]
