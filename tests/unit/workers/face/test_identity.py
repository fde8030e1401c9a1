"""What is left of a face that was painted over."""

import numpy as np

from schemas.findings import Finding, FindingKind, Region, Tier
from workers import samples
from workers.imaging.face import identity
from workers.imaging.face.identity import grown_until_gone, growth_needed

WHOLE = Region(x=164, y=30, w=124, h=178)
"""All of the face of NASA's portrait, and some more."""


def _finding(region: Region, tier: Tier = Tier.SURE) -> Finding:
    return Finding(kind=FindingKind.FACE, detector="test", version="1", region=region, tier=tier)


def test_a_face_that_is_covered_stays_as_it_is() -> None:
    """Nothing is left of it, so nothing need be grown."""
    findings = (_finding(WHOLE),)
    assert grown_until_gone(samples.portrait(), findings) == findings


def test_a_region_that_leaves_half_of_a_face_grows() -> None:
    """The network still knows her by what is left."""
    half = Region(x=182, y=100, w=88, h=60)
    (grown,) = grown_until_gone(samples.portrait(), (_finding(half),))
    assert grown.region is not None
    assert grown.region.holds(half)
    assert grown.region != half


def test_what_may_be_no_face_is_left_alone() -> None:
    """A hand's numbers mean nothing."""
    doubted = (_finding(Region(x=182, y=100, w=88, h=60), Tier.CHECK),)
    assert grown_until_gone(samples.portrait(), doubted) == doubted


def test_the_same_face_is_near_and_a_painted_one_is_far() -> None:
    """The measure that all of this stands on."""
    picture = samples.portrait()
    landmarks = identity.landmarks_of(picture, (182, 58, 270, 178))
    darker = (picture * 0.8).astype(np.uint8)
    painted = picture.copy()
    painted[WHOLE.y : WHOLE.y + WHOLE.h, WHOLE.x : WHOLE.x + WHOLE.w] = 0
    assert identity.distance(picture, darker, landmarks) < identity.SAME_PERSON / 2
    assert identity.distance(picture, painted, landmarks) > identity.SAME_PERSON


def test_how_much_more_of_a_film_must_be_covered() -> None:
    """Nothing beyond a whole face; of half of one, so much that she is not known any more."""
    picture = samples.portrait()
    assert growth_needed(picture, WHOLE) == 0
    half = Region(x=182, y=100, w=88, h=60)
    more = growth_needed(picture, half)
    assert more > 0
    across, down = round(more * half.w), round(more * half.h)
    wide = Region(x=half.x - across, y=half.y - down, w=half.w + 2 * across, h=half.h + 2 * down)
    assert growth_needed(picture, wide) == 0
