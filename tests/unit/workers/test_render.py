"""The renderer: exact, whatever the plan says; and the verification of what it made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.findings import Finding, FindingKind, RedactionPlan, Region, Tier, Waypoint, hull
from schemas.media_type import MediaType
from tests.factories import marked_media as media
from workers.imaging.arrays import Frame, Picture
from workers.imaging.encode import Encoded
from workers.imaging.medium import PhotoMedium
from workers.imaging.soften import softened
from workers.imaging.text import TextDetector
from workers.render import Burned, burn, burn_and_verify, verify

COUNT, HEIGHT, WIDTH = 3, 20, 30


def _drawn(region: Region, frames: tuple[int, int] | None = None) -> Finding:
    return Finding(
        kind=FindingKind.MARK, detector="moderator", version="1", region=region, frames=frames
    )


def _along(*places: tuple[int, Region], frames: tuple[int, int] | None = None) -> Finding:
    """Return a mark that moves from place to place."""
    path = tuple(Waypoint(frame=frame, region=region) for frame, region in places)
    still = _drawn(hull(region for _, region in places), frames)
    return Finding.model_validate({**dict(still), "path": path})


def _moved(places: list[Region], frames: tuple[int, int] | None) -> Finding:
    """Return a mark that is in each place for one frame, from the first of its frames on."""
    first, last = frames or (0, COUNT)
    numbered = [(first + number, place) for number, place in enumerate(places)]
    return _along(*(at for at in numbered if at[0] <= last), frames=frames)


def _ranges() -> st.SearchStrategy[tuple[int, int] | None]:
    pairs = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(lambda p: (min(p), max(p)))
    return st.none() | pairs


REGIONS = st.builds(
    Region,
    x=st.integers(0, 40),
    y=st.integers(0, 30),
    w=st.integers(1, 50),
    h=st.integers(1, 50),
)
MOVED = st.builds(_moved, st.lists(REGIONS, min_size=1, max_size=4), _ranges())
FINDINGS = st.lists(st.builds(_drawn, REGIONS, _ranges()) | MOVED, max_size=6)


@pytest.mark.parametrize("channels", [(), (3,)], ids=["grey", "colour"])
@settings(deadline=None)
@given(findings=FINDINGS, data=st.data())
def test_burns_exactly_the_plan(
    channels: tuple[int, ...], findings: list[Finding], data: st.DataObject
) -> None:
    """Every pixel inside a region that is not lifted has the fill; every other is untouched."""
    lifted = data.draw(st.sets(st.integers(0, max(0, len(findings) - 1)), max_size=3))
    plan = RedactionPlan(findings=tuple(findings))
    plan = plan.with_lifted(lifted if findings else ())
    frames = np.full((COUNT, HEIGHT, WIDTH, *channels), 7, dtype=np.uint16)
    burned = np.stack(list(burn(frames, plan, 0)))
    for number in range(COUNT):
        for y in range(HEIGHT):
            for x in range(WIDTH):
                inside = any(_holds(one, number, x, y) for one in plan.to_burn())
                assert np.all(burned[number, y, x] == (0 if inside else 7))
    assert np.all(frames == 7)


def _holds(finding: Finding, number: int, x: int, y: int) -> bool:
    if not finding.holds_for(number):
        return False
    region = finding.region
    for waypoint in finding.path:
        # A waypoint for every frame: there is nothing in between.
        if waypoint.frame <= number or waypoint is finding.path[0]:
            region = waypoint.region
    assert region is not None
    return region.x <= x < region.x + region.w and region.y <= y < region.y + region.h


@dataclass
class Bright:
    """Finds the bounding box of pure white pixels: a detector whose truth is known."""

    tier: Tier = Tier.SURE

    def find(self, picture: Picture) -> tuple[Finding, ...]:
        """Return one box, or nothing."""
        rows, columns = np.nonzero((picture == 255).all(axis=2))
        if not len(rows):
            return ()
        x, y = int(columns.min()), int(rows.min())
        w, h = int(columns.max()) - x + 1, int(rows.max()) - y + 1
        region = Region(x=x, y=y, w=w, h=h)
        return (
            Finding(
                kind=FindingKind.TEXT, detector="b", version="1", region=region, tier=self.tier
            ),
        )


class Stubborn:
    """Finds another place every time it looks, like a detector gone wrong."""

    def __init__(self, tier: Tier) -> None:
        """Start at the left."""
        self.tier = tier
        self.looks = 0

    def find(self, picture: Picture) -> tuple[Finding, ...]:
        """Return a box further to the right each time."""
        self.looks += 1
        region = Region(x=20 * self.looks, y=2, w=8, h=8)
        return (
            Finding(
                kind=FindingKind.TEXT, detector="s", version="1", region=region, tier=self.tier
            ),
        )


def _photo(*spots: Region) -> PhotoMedium:
    picture = media.plain(120, 60)
    for spot in spots:
        picture[spot.y : spot.y + spot.h, spot.x : spot.x + spot.w] = 255
    return PhotoMedium(MediaType.PNG, picture)


def first(burned: Burned) -> Frame:
    """Return the first burned frame."""
    return next(burned.frames())


SPOT = Region(x=30, y=20, w=24, h=10)


def test_what_was_missed_is_added_and_burned() -> None:
    """Verification puts into the plan what the plan did not have."""
    burned = burn_and_verify(_photo(SPOT), RedactionPlan(), (Bright(),))
    assert [finding.region for finding in burned.plan.findings] == [SPOT]
    assert not first(burned)[20:30, 30:54].any()
    assert burned.residual == ()


def test_what_a_person_lifted_stays() -> None:
    """A lift is a decision; verification does not overrule it."""
    plan = RedactionPlan(findings=(_drawn(SPOT),)).with_lifted((0,))
    burned = burn_and_verify(_photo(SPOT), plan, (Bright(),))
    assert burned.plan == plan
    assert (first(burned)[20:30, 30:54] == 255).all()


@dataclass
class Film:
    """A spot that moves to the right by ten pixels a frame."""

    count: int = 5
    height: int = 60
    width: int = 120
    fill: int = 0
    modality: str = "XC"
    shows_people: bool = True
    clip: None = None

    def read(self) -> Iterator[Frame]:
        """Yield the frames."""
        for number in range(self.count):
            yield _photo(self.spot(number)).pixels

    def spot(self, number: int) -> Region:
        """Return where the spot is."""
        return Region(x=10 + 10 * number, y=20, w=24, h=10)

    def show(self, number: int, frame: Frame) -> Picture:
        """Return the frame."""
        return frame

    def stripped(self) -> Encoded:
        """Nobody asks for it."""
        raise NotImplementedError

    def obscured(self, frames: Iterable[Frame]) -> Encoded:
        """Nobody asks for it."""
        raise NotImplementedError


def _followed(film: Film, to: int) -> Finding:
    """Return a mark that follows the spot up to a frame, and stays there."""
    return _along((0, film.spot(0)), (to, film.spot(to)))


def test_a_path_hides_what_it_follows_and_nothing_else() -> None:
    """Verification sees the frames as they are painted: in each, the region's place there."""
    film = Film()
    follows = RedactionPlan(findings=(_followed(film, 4),))
    assert verify(film, follows, (Bright(),)) == ()
    for number, frame in enumerate(burn(film.read(), follows, 0)):
        spot = film.spot(number)
        assert not frame[20:30, spot.x : spot.x + spot.w].any()
        assert frame[20:30, : spot.x].all()
        assert frame[20:30, spot.x + spot.w :].all()
    lags = RedactionPlan(findings=(_followed(film, 2),))
    assert verify(film, lags, (Bright(),)) != ()


def test_a_lifted_path_is_lifted_in_every_frame() -> None:
    """Nothing is found again where a person lifted a track."""
    film = Film()
    plan = RedactionPlan(findings=(_followed(film, 4),)).with_lifted((0,))
    assert burn_and_verify(film, plan, (Bright(),)).plan == plan


def test_a_detector_that_stays_sure_leaves_a_residual() -> None:
    """After two looks it is a person's turn."""
    burned = burn_and_verify(_photo(), RedactionPlan(), (Stubborn(Tier.SURE),))
    assert [finding.region for finding in burned.plan.findings] == [Region(x=20, y=2, w=8, h=8)]
    assert [finding.region for finding in burned.residual] == [Region(x=40, y=2, w=8, h=8)]


def test_what_is_only_suspected_is_painted() -> None:
    """Texture that keeps looking like letters costs some paint, not a person's time."""
    burned = burn_and_verify(_photo(), RedactionPlan(), (Stubborn(Tier.CHECK),))
    assert burned.residual == ()
    assert len(burned.plan.findings) == 2
    assert not first(burned)[2:10, 40:48].any()


@settings(deadline=None, max_examples=15)
@given(
    region=st.builds(
        Region,
        x=st.integers(0, 200),
        y=st.integers(0, 150),
        w=st.integers(10, 200),
        h=st.integers(10, 120),
    )
)
def test_paint_itself_is_not_found(region: Region) -> None:
    """A black bar on a plain picture is no letter, so verification adds nothing."""
    medium = PhotoMedium(MediaType.PNG, media.plain(320, 240))
    plan = RedactionPlan(findings=(_drawn(region),))
    burned = burn_and_verify(medium, plan, (TextDetector(),))
    assert burned.plan == plan
    assert burned.residual == ()


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 1000), region=REGIONS)
def test_softening_brings_nothing_back(seed: int, region: Region) -> None:
    """What fills a painted place depends only on the pixels outside it."""
    rng = np.random.default_rng(seed)
    picture = rng.integers(0, 256, (HEIGHT, WIDTH, 3)).astype(np.uint8)
    mask = np.zeros((HEIGHT, WIDTH), dtype=bool)
    mask[region.y : region.y + region.h, region.x : region.x + region.w] = True
    other = picture.copy()
    other[mask] = rng.integers(0, 256, (int(mask.sum()), 3))
    assert np.array_equal(softened(picture, mask), softened(other, mask))
    assert np.array_equal(softened(picture, mask)[~mask], picture[~mask])


@dataclass
class Doubtful:
    """Takes one place for a face, whatever is there."""

    place: Region

    def find(self, _: Picture) -> tuple[Finding, ...]:
        return (
            Finding(
                kind=FindingKind.FACE,
                detector="d",
                version="1",
                tier=Tier.CHECK,
                region=self.place,
            ),
        )


@pytest.mark.parametrize(("side", "is_ghost"), [(24, True), (6, False)])
def test_a_soft_patch_is_a_ghost_and_a_speck_makes_none(side: int, is_ghost: bool) -> None:
    """What a painted face leaves is no face; one around a small false alarm may be."""
    place = Region(x=20, y=20, w=40, h=40)
    known = Finding(
        kind=FindingKind.FACE,
        detector="d",
        version="1",
        region=Region(x=30, y=30, w=side, h=side),
    )
    burned = burn_and_verify(
        PhotoMedium(MediaType.PNG, np.full((90, 90, 3), 90, dtype=np.uint8)),
        RedactionPlan(findings=(known,)),
        (Doubtful(place),),
    )
    assert (place in [one.region for one in burned.plan.findings]) is not is_ghost
