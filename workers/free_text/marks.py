"""What images say about themselves: side, view, position, and how the device was set.

Such words may stay in a picture, because they tell how it was taken and not of whom. Everything
else that is read goes; what nobody could call an identifier goes as a suspicion, to be lifted.
"""

from enum import Enum

import regex

from workers.free_text.scanner import recognised

VIEW_MARKS = frozenset(
    """l r lt rt left right ap pa lat lateral ll rl lpo rpo lao rao obl oblique cc mlo lcc rcc lmlo
    rmlo supine prone erect upright standing sitting decub decubitus portable port""".split()
)
"""Marks of side, view and position."""

_NUMBER = r"[-+]?\d{1,4}(?:[.,]\d{1,3})?"
_UNIT = (
    r"(?:mm|cm|µm|um|hz|khz|mhz|fps|db|%|kvp?|ma|mas|ms|mgy|msv|hu|°|deg|cm/s|m/s|mm/s|mmhg|bpm"
    r"|µs|us|mw|w/cm2|tesla)"
)
_SETTING = (
    r"(?:gain|depth|mi|tis|tib|tic|fr|freq|frq|pwr|prf|wf|map|dr|dyn|range|kvp?|mas|exp|ww|wl|fov"
    r"|tr|te|ti|fa|thk|slice|zoom|mag|scale|res|persist|nex|etl|avg)"
)
_STAYS = regex.compile(
    rf"(?:{'|'.join(sorted(VIEW_MARKS, key=len, reverse=True))})"
    # A unit, not the next setting: kV 120 mAs 3.2.
    rf"|{_SETTING}\s*[:=]?\s*{_NUMBER}(?:\s*{_UNIT}(?![a-z])(?!\s*[:=]?\s*\d))?"
    rf"|{_NUMBER}\s*{_UNIT}",
    regex.IGNORECASE,
)
_BETWEEN = regex.compile(r"[\s.,:;/()|]+")


class Reading(Enum):
    """What to do with text that was read in a picture."""

    STAYS = "stays"
    SUSPECTED = "suspected"
    IDENTIFIES = "identifies"


def judge(text: str) -> Reading:
    """Tell what a line of text in a picture is; whoever cannot tell says ``SUSPECTED``."""
    if _is_technical(text):
        return Reading.STAYS
    return Reading.IDENTIFIES if recognised(text) else Reading.SUSPECTED


def _is_technical(text: str) -> bool:
    """Tell whether a text is made of marks and settings, and of nothing else."""
    at = _skipped(text, 0)
    if at == len(text):
        return False
    while at < len(text):
        match = _STAYS.match(text, at)
        if match is None:
            return False
        after = _skipped(text, match.end())
        if after == match.end() and after < len(text):
            # Half a word: LEFTON is no LEFT.
            return False
        at = after
    return True


def _skipped(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at
