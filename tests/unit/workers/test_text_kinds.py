"""Each kind of text that pictures carry is covered, on a few drawn frames of each.

A green run does not prove recall on real media, nor on the hard grounds (coarse speckle, grass):
``safelight bench phi pictures`` measures those beside other programs.
"""

import numpy as np
import pytest

from safelight.bench.burned_in import grounds, lettering
from safelight.bench.burned_in.frames import frames
from safelight.bench.burned_in.kinds import Kind
from schemas.findings import Finding, Tier
from tests.factories import marked_media as media
from workers.imaging.arrays import Mask, Picture
from workers.imaging.sweep import mark
from workers.imaging.text import TextDetector

WHITE = (255, 255, 255)


def masked(picture: Picture, findings: tuple[Finding, ...]) -> Mask:
    """Return which pixels of a picture the findings cover."""
    mask = np.zeros(picture.shape[:2], dtype=bool)
    mark(mask, findings)
    return mask


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.EMPTY])
def test_strings_of_every_kind_are_covered(kind: Kind) -> None:
    """Two frames of each, on grounds that are black or change slowly."""
    for frame in frames(kind, 2, seed=4):
        mask = masked(frame.picture, TextDetector().find(frame.picture))
        for inked in frame.strings:
            assert mask[inked].mean() >= 0.95


@pytest.mark.parametrize("kind", [Kind.PLAIN, Kind.INVERTED, Kind.FAINT])
def test_little_else_is_masked(kind: Kind) -> None:
    """At most 0.4 per cent of a frame lies outside the strings' own boxes and inside a region."""
    shares = []
    for frame in frames(kind, 2, seed=4):
        mask = masked(frame.picture, TextDetector().find(frame.picture))
        for inked in frame.strings:
            rows, columns = np.nonzero(inked)
            mask[max(0, rows.min() - 3) : rows.max() + 4,
                 max(0, columns.min() - 3) : columns.max() + 4] = False  # fmt: skip
        shares.append(mask.mean())
    assert np.mean(shares) <= 0.004


@pytest.mark.parametrize("ground", grounds.SCREENS, ids=lambda ground: ground.__name__)
def test_grounds_without_text_have_no_findings(ground: grounds.Ground) -> None:
    """Neither ribs nor speckle nor a photo's texture: a false alarm costs a moderator's time."""
    picture = ground(384, 512, np.random.default_rng(2))
    assert TextDetector().find(picture) == ()


@pytest.mark.parametrize("place", [(0, 0), (0, -1), (-1, 0), (-1, -1)])
def test_text_at_the_very_edge_is_covered(place: tuple[int, int]) -> None:
    """Letters that touch the frame's edge on two sides."""
    picture = np.zeros((300, 400, 3), dtype=np.uint8)
    ink = lettering.latin_faces()[0]("MRN 00837261", 16)
    height, width = ink.shape
    top, left = (0 if at == 0 else extent for at, extent in
                 zip(place, (300 - height, 400 - width), strict=True))  # fmt: skip
    picture[top : top + height, left : left + width] = ink[:, :, np.newaxis]
    mask = masked(picture, TextDetector().find(picture))
    assert mask[picture[:, :, 0] > 60].mean() >= 0.95


def test_names_in_any_script_go_at_least_as_a_suspicion() -> None:
    """What the reader cannot read is still a region to check."""
    for name, face in lettering.foreign_names():
        picture = np.zeros((120, 400, 3), dtype=np.uint8)
        ink = face(name, 26)
        picture[40 : 40 + ink.shape[0], 60 : 60 + ink.shape[1]] = ink[:, :, np.newaxis]
        findings = TextDetector().find(picture)
        assert findings, name
        assert masked(picture, findings)[picture[:, :, 0] > 60].mean() >= 0.95, name


def test_eight_levels_of_grey_are_read() -> None:
    """Faint text is not only found: what it says is known."""
    picture = media.with_text(
        np.full((200, 420, 3), 40, np.uint8), "DOE^JANE 12.03.1984", (40, 60), 22, (48, 48, 48)
    )
    assert [finding.tier for finding in TextDetector().find(picture)] == [Tier.SURE]


def test_text_of_ten_pixels_is_covered_in_a_frame_of_1600() -> None:
    """The smallest letters in the largest frame."""
    picture = media.with_text(
        np.zeros((1600, 1600, 3), np.uint8), "Okafor, Ada 07/11/2023", (900, 1200), 10, WHITE
    )
    mask = masked(picture, TextDetector().find(picture))
    assert mask[picture[:, :, 0] > 60].mean() >= 0.95
    assert mask.mean() < 0.002
