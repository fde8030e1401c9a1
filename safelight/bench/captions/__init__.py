r"""Captions to measure the text scanner with; nobody's, and made up.

``identified.txt`` marks identifiers as ``[[KIND|text]]``; ``clean.txt`` has none, and is full of
eponyms. ``\n`` stands for a new line within a caption.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent
_MARK = re.compile(r"\[\[\w+\|(.*?)\]\]")


@dataclass(frozen=True, slots=True)
class Caption:
    """A text, and the stretches of it that identify: start, and end not included."""

    text: str
    marked: tuple[tuple[int, int], ...] = ()


def identified() -> list[Caption]:
    """Return captions with identifiers, people called like eponyms among them."""
    return [_parsed(line) for line in _lines("identified.txt")]


def clean() -> list[Caption]:
    """Return captions without an identifier."""
    return [Caption(line) for line in _lines("clean.txt")]


def from_file(path: Path) -> Iterator[Caption]:
    """Yield the captions of a file of JSON lines with ``text`` and ``spans``."""
    for line in path.read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        marked = tuple((span["start"], span["end"]) for span in given["spans"])
        yield Caption(given["text"], marked)


def _lines(name: str) -> list[str]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in lines]


def _parsed(line: str) -> Caption:
    text, marked, at = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        marked.append((len(text), len(text) + len(mark[1])))
        text += mark[1]
        at = mark.end()
    return Caption(text + line[at:], tuple(marked))
