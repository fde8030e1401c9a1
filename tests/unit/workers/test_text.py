"""Detectors on pictures whose text and faces are known.

A green run does not prove recall on real media; that is measured by the benchmarks.
"""

import numpy as np
import pytest

from schemas.findings import Finding, FindingKind, RedactionPlan, Tier
from schemas.media_type import MediaType
from tests.factories import marked_media as media
from workers import registry, samples
from workers.imaging.face.find import FaceDetector
from workers.imaging.text import TextDetector
from workers.stage import StageInput

WHITE, BLACK = (255, 255, 255), (0, 0, 0)


def _covered(findings: tuple[Finding, ...], x: int, y: int, w: int, h: int) -> float:
    mask = np.zeros((4000, 4000), dtype=bool)
    for finding in findings:
        region = finding.region
        assert region is not None
        mask[region.y : region.y + region.h, region.x : region.x + region.w] = True
    return float(mask[y : y + h, x : x + w].mean())


@pytest.mark.parametrize("size", [14, 24])
@pytest.mark.parametrize("ground", ["black", "white", "speckle"])
def test_burned_in_text_is_covered(ground: str, size: int) -> None:
    """A name and a date, 14 pixels and up, on the grounds that scanners and photos have."""
    picture = np.full((384, 512, 3), 255 if ground == "white" else 0, dtype=np.uint8)
    if ground == "speckle":
        noise = np.random.default_rng(1).gamma(2, 25, (384, 512, 1))
        picture = np.clip(noise, 0, 255).astype(np.uint8).repeat(3, axis=2)
    colour = BLACK if ground == "white" else WHITE
    bare = np.zeros_like(picture)
    for line, at in (("DOE^JANE", (20, 12)), ("12.03.1984", (280, 330))):
        picture = media.with_text(picture, line, at, size, colour)
        bare = media.with_text(bare, line, at, size, WHITE)
    findings = TextDetector().find(picture)
    inked = bare.any(axis=2)
    mask = np.zeros_like(inked)
    for finding in findings:
        region = finding.region
        assert region is not None
        mask[region.y : region.y + region.h, region.x : region.x + region.w] = True
    assert mask[inked].mean() > 0.99
    assert any(finding.tier is Tier.SURE for finding in findings)


def test_text_that_stands_on_its_head_is_read() -> None:
    """A phone held the wrong way round, or a turned film."""
    picture = media.with_text(np.zeros((200, 400, 3), np.uint8), "JANE DOE", (60, 80), 28, WHITE)
    turned = np.ascontiguousarray(picture[::-1, ::-1])
    assert [finding.tier for finding in TextDetector().find(turned)] == [Tier.SURE]


@pytest.mark.parametrize("mark", ["L", "AP", "Portable", "supine"])
def test_view_marks_are_left(mark: str) -> None:
    """They say how a picture was taken, not of whom."""
    picture = media.with_text(np.zeros((300, 400, 3), np.uint8), mark, (40, 40), 36, WHITE)
    assert TextDetector().find(picture) == ()


@pytest.mark.parametrize("setting", ["120 kV", "MI 1.1", "Depth 16 cm"])
def test_settings_of_the_device_are_left(setting: str) -> None:
    """They are what a colleague asks for first."""
    picture = media.with_text(np.zeros((300, 400, 3), np.uint8), setting, (40, 40), 30, WHITE)
    assert TextDetector().find(picture) == ()


def test_a_name_behind_a_long_line_of_settings_goes() -> None:
    """Only the start of a long line is read; that start must not speak for the rest."""
    line = "120 kV 3.2 mAs 16 cm MI 1.1 TIS 0.4 FR 30 Hz Gain 45 % DOE JANE"
    picture = media.with_text(np.zeros((200, 1400, 3), np.uint8), line, (20, 60), 36, WHITE)
    inked = picture.max(axis=2) > 0
    inked[:, :1000] = False
    mask = np.zeros_like(inked)
    for finding in TextDetector().find(picture):
        assert finding.region is not None
        place = finding.region
        mask[place.y : place.y + place.h, place.x : place.x + place.w] = True
    assert mask[inked].mean() > 0.99


def test_words_that_name_nobody_go_as_a_suspicion() -> None:
    """A moderator lifts them with one key."""
    picture = media.with_text(np.zeros((300, 500, 3), np.uint8), "carotid artery", (40, 40), 30,
                              WHITE)  # fmt: skip
    assert [finding.tier for finding in TextDetector().find(picture)] == [Tier.CHECK]


def test_a_picture_without_text_has_no_findings() -> None:
    """A false alarm costs a moderator's time."""
    assert TextDetector().find(media.plain(400, 300)) == ()


@pytest.mark.parametrize("size", [(1, 1), (3, 400), (400, 3), (6, 5000)])
def test_odd_shapes_are_looked_at(size: tuple[int, int]) -> None:
    """One pixel, a hair, a strip: no crash and nothing found."""
    assert TextDetector().find(np.full((*size, 3), 80, dtype=np.uint8)) == ()
    FaceDetector().find(np.full((*size, 3), 80, dtype=np.uint8))


def test_a_face_is_found_with_its_hair() -> None:
    """The portrait's face, brow to chin and beyond."""
    findings = FaceDetector().find(samples.portrait())
    assert {finding.kind for finding in findings} == {FindingKind.FACE}
    assert _covered(findings, 180, 60, 80, 120) == 1.0


def test_text_in_any_frame_is_blocked_in_all() -> None:
    """A name that appears in the second frame only is gone from the third as well."""
    frames = np.zeros((3, 200, 320), dtype=np.uint8)
    label = media.with_text(np.zeros((200, 320, 3), np.uint8), "DOE^JANE", (30, 40), 24, WHITE)
    frames[1] = label[:, :, 0]
    frames[2] = frames[1]
    data = media.dicom(frames)
    strip, obscure = registry.chain()
    stripped = strip.run(StageInput(MediaType.DICOM, data, RedactionPlan(), media.KEY))
    given = StageInput(stripped.media_type, stripped.canonical.data, stripped.plan, media.KEY)
    output = obscure.run(given)
    texts = [f for f in output.plan.findings if f.kind is FindingKind.TEXT]
    assert len(texts) == 1
    assert texts[0].frames is None
    assert output.frames == 3
    assert not np.frombuffer(output.canonical.data[-3 * 200 * 320 :], np.uint8).any()
