"""Why a line of text was covered: what was read of it, told without a word of it.

A green run does not prove that lines on real media are read; that is measured by the benchmarks.
"""

from fractions import Fraction

import numpy as np
import pytest

from schemas.findings import Finding, FindingKind, FindingReason, Region, Tier
from tests.factories import marked_media as media
from workers.imaging.clip import Clip
from workers.imaging.film_text import FilmReader
from workers.imaging.known_values import KnownValues
from workers.imaging.stretches import Look, over_time
from workers.imaging.text import TextDetector

WHITE = (255, 255, 255)


def _line(text: str, size: int = 28) -> media.Pixels:
    return media.with_text(np.zeros((200, 500, 3), np.uint8), text, (40, 60), size, WHITE)


def _said(found: tuple[Finding, ...] | list[Finding]) -> set[tuple[Tier, FindingReason | None]]:
    return {(finding.tier, finding.reason) for finding in found}


@pytest.mark.parametrize(
    ("text", "tier", "reason"),
    [
        ("JANE DOE 12.03.1984", Tier.SURE, FindingReason.IDENTIFYING_TEXT),
        ("carotid artery", Tier.CHECK, FindingReason.UNEXPLAINED_TEXT),
        ("7", Tier.CHECK, FindingReason.SINGLE_SIGN),
        ("जेन डो", Tier.CHECK, FindingReason.UNREADABLE_TEXT),
    ],
)
def test_a_line_says_why_it_goes(text: str, tier: Tier, reason: FindingReason) -> None:
    """The last is in letters that the network has never learnt, nor the font that draws them."""
    assert _said(TextDetector().find(_line(text))) == {(tier, reason)}


def test_what_the_header_says_goes_because_the_header_says_it() -> None:
    """Whatever it reads as: a birth name may be any word."""
    known = KnownValues.of(people=["Carotid^Jane"])
    said = _said(TextDetector(known).find(_line("carotid artery")))
    assert said == {(Tier.SURE, FindingReason.HEADER_VALUE)}


def test_text_that_is_followed_through_a_film_keeps_its_reason() -> None:
    """It is read once; the look after that only finds it again."""
    reader = FilmReader((TextDetector(),))
    expected = {(Tier.CHECK, FindingReason.UNEXPLAINED_TEXT)}
    assert _said(reader.find(0.0, _line("carotid artery"))) == expected
    assert _said(reader.find(0.25, _line("carotid artery"))) == expected


def _sighting(tier: Tier, reason: FindingReason) -> tuple[Finding, ...]:
    place = Region(x=20, y=20, w=80, h=20)
    made = Finding(kind=FindingKind.TEXT, detector="test", version="1", region=place)
    return (made.model_copy(update={"tier": tier, "reason": reason}),)


def test_what_was_read_in_one_look_of_a_film_is_why_it_goes_in_all() -> None:
    """Blurred at first: of a stretch the surest look speaks."""
    looks = [
        Look(0, _sighting(Tier.CHECK, FindingReason.UNREADABLE_TEXT)),
        Look(1, _sighting(Tier.SURE, FindingReason.IDENTIFYING_TEXT)),
        Look(2, _sighting(Tier.CHECK, FindingReason.UNREADABLE_TEXT)),
    ]
    (finding,) = over_time(looks, Clip(320, 240, (0, 1, 2), Fraction(1, 2)))
    assert (finding.tier, finding.reason) == (Tier.SURE, FindingReason.IDENTIFYING_TEXT)
