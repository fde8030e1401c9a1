"""A video's way in a real browser: from a clinician's phone to a colleague's.

NASA's portrait passes through the picture under a name that is burned in; the file names the
phone and the place too, and has sound. Nothing is planted behind the site's back: what the
moderator sees and what the library gives went through every stage.

A green run does not prove that every face in every film is found, only that this one is covered
in every frame from the first to the last.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import BrowserContext, FilePayload, Locator, Page, expect

from safelight.demo import people
from schemas.states import Role
from tests.e2e.steps import (
    LOADED,
    SLOW,
    approve,
    ask_to_be_verified,
    go_to,
    log_in,
    log_in_with,
    take_next,
    verify_first,
    wait,
)
from tests.factories import clips
from tests.factories.marked_media import has_marker, with_text
from tests.factories.site import PASSWORD, Site
from workers import samples

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.timeout(280)]

_Pixels = NDArray[np.uint8]

_TITLE = "Turning to the left"
_COLLEAGUE = "cleo@demo.example"
_COUNT, _WIDTH, _HEIGHT = 30, 640, 400
_TIMES = [*range(20), *range(20, 40, 2)]
"""In 25ths of a second: a camera that halves its rate, as phones do in the dark."""
_GROUND = (96, 112, 104)
_DARK = 24
"""Black is not quite 0 after an encoder."""
_UPLOAD_RATE = 100_000
"""Bytes a second, so that there is something to be seen of the sending."""


def _left(frame: int) -> int:
    """Return where the portrait begins, which is 352 pixels wide and as high, at the bottom."""
    return 20 + 8 * frame


def _face(frame: int) -> tuple[slice, slice]:
    """Return the rows and columns from brow to chin and from ear to ear."""
    return slice(108, 213), slice(_left(frame) + 110, _left(frame) + 205)


def _model(frame: int) -> tuple[slice, slice]:
    """Return the rows and columns of the space shuttle's model, which identifies nobody."""
    return slice(180, 300), slice(_left(frame) + 300, _left(frame) + 345)


def _unlabelled() -> _Pixels:
    return np.full((_HEIGHT, _WIDTH, 3), _GROUND, dtype=np.uint8)


def _labelled(picture: _Pixels) -> _Pixels:
    return with_text(picture, "KOWALSKA^MARIA 12.03.1984", (24, 12), 22, (255, 255, 255))


def _letters() -> NDArray[np.bool_]:
    """Return H × W: where the letters of the name are."""
    return np.asarray((_labelled(_unlabelled()) != _unlabelled()).any(axis=2))


def _name() -> tuple[slice, slice]:
    """Return the rows and columns of the name."""
    rows, columns = np.nonzero(_letters())
    return slice(rows.min(), rows.max() + 1), slice(columns.min(), columns.max() + 1)


def _pictures() -> Iterator[_Pixels]:
    portrait = samples.portrait()[20:372, 70:422]
    for frame in range(_COUNT):
        picture = _unlabelled()
        picture[-352:, _left(frame) : _left(frame) + 352] = portrait
        yield _labelled(picture)


@dataclass(frozen=True)
class _Film:
    """What a file holds: its pictures, when they are shown, and what is beside them."""

    pictures: list[_Pixels]
    seconds: list[float | None]
    codec: str
    tracks: Sequence[str]
    tags: dict[str, str]


def _read(data: bytes) -> _Film:
    with av.open(BytesIO(data), "r") as container:
        stream = container.streams.video[0]
        codec = stream.codec_context.name
        tracks = [each.type for each in container.streams]
        tags = {**container.metadata, **stream.metadata}
        frames = list(container.decode(stream))
    pictures = [frame.to_ndarray(format="rgb24").astype(np.uint8) for frame in frames]
    return _Film(pictures, [frame.time for frame in frames], codec, tracks, tags)


def _steps(page: Page) -> Locator:
    return page.get_by_role("list", name="Steps").get_by_role("listitem")


def _upload(page: Page, data: bytes) -> str:
    """Upload over a slow line, watch it go, and follow it to the queue; return its page's URL."""
    page.goto("/uploads/new")
    picker = page.get_by_label("Photos, videos or DICOM").first
    file: FilePayload = {"name": "IMG_0412.MP4", "mimeType": "video/mp4", "buffer": data}
    picker.set_input_files(file)
    preview = page.get_by_role("list", name="Picked files").locator("video")
    expect(preview).to_be_visible()
    wait(page, LOADED)
    page.get_by_label("Title").fill(_TITLE)
    page.get_by_label("Specialty").select_option("neurology")
    page.get_by_label("Body region").select_option("head")
    page.get_by_label("Diagnosis").fill("Cervical dystonia")
    page.get_by_label("Caption").fill("The head turns to the left at rest.")
    page.get_by_role("checkbox", name=re.compile("consent", re.IGNORECASE)).check()
    _slow_down(page)
    page.get_by_role("button", name="Submit case").click()
    wait(page, f"(p => 0 < p && p < 100)({_SENT}?.value ?? 0)")
    expect(page.get_by_label("Sending", exact=True)).to_be_in_viewport()
    expect(page).to_have_url(re.compile(r"/uploads/[0-9a-f-]{36}"), timeout=SLOW)
    active = _steps(page).and_(page.locator("[data-state=active]"))
    expect(active).to_contain_text(re.compile("Hidden data removed|Faces and text covered"))
    # No reload: the page hears of it.
    expect(active).to_contain_text("Looked at by a person", timeout=SLOW)
    expect(page.get_by_role("main").locator("video, img")).to_have_count(0)
    return page.url


_SENT = "document.querySelector('progress[aria-label=Sending]')"


def _slow_down(page: Page) -> None:
    line = {"offline": False, "latency": 0, "downloadThroughput": -1}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {**line, "uploadThroughput": _UPLOAD_RATE})


def _review(page: Page) -> None:
    """See that the face's track moves with the video, the text is covered, it plays; approve."""
    take_next(page)
    wait(page, LOADED)
    go_to(page, 0, _COUNT)
    faces = page.locator("[data-testid^=region-][data-kind=face][data-tier=sure]")
    expect(faces).to_have_count(1)
    for frame in (0, 11, 22, _COUNT - 1):
        go_to(page, frame, _COUNT)
        x, width = (int(faces.get_attribute(name) or -1) for name in ("x", "width"))
        columns = _face(frame)[1]
        assert x <= columns.start < columns.stop <= x + width
        wait(page, f"({_BRIGHTEST})({_box(_face(frame))}) < {_DARK}")
        wait(page, f"({_BRIGHTEST})({_box(_name())}) < {_DARK}")
        assert page.evaluate(f"({_BRIGHTEST})({_box(_model(frame))})") > 150
    line = page.get_by_role("group", name="Tracks")
    expect(line.get_by_role("button", name=re.compile("^Face [^,]+, 0:00.0"))).to_be_visible()

    go_to(page, 0, _COUNT)
    page.get_by_role("button", name="Play").click()
    left = "document.querySelector('[data-kind=face][data-tier=sure]')?.x.baseVal.value"
    for further in (_left(8) + 20, _left(16) + 20):
        wait(page, f"{left} > {further}")
    expect(page.get_by_text(f"{_COUNT} / {_COUNT}", exact=True)).to_be_visible(timeout=SLOW)
    approve(page)


_BRIGHTEST = """([x, y, width, height]) => {
  const video = document.querySelector('video');
  const size = { width: video.videoWidth, height: video.videoHeight };
  const pen = Object.assign(document.createElement('canvas'), size).getContext('2d');
  pen.drawImage(video, 0, 0);
  return Math.max(...pen.getImageData(x, y, width, height).data.filter((_, at) => at % 4 < 3));
}"""
"""The brightest value of any colour in a box of the picture that the player shows."""


def _box(place: tuple[slice, slice]) -> list[int]:
    rows, columns = place
    sides = (columns.start, rows.start, columns.stop - columns.start, rows.stop - rows.start)
    return [int(side) for side in sides]


def _watch(page: Page) -> tuple[bytes, bytes]:
    """Find the case, play its video to the end; return what is played and what is downloaded."""
    page.goto("/library")
    page.get_by_label("Search cases").first.fill("dystonia")
    page.get_by_label("Search cases").first.press("Enter")
    _filter(page)
    page.get_by_role("link", name=re.compile(_TITLE)).first.click()
    expect(page.get_by_role("heading", name=_TITLE)).to_be_visible(timeout=SLOW)
    video = page.locator("main video")
    expect(video).to_be_visible()
    box = video.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    video.evaluate("video => { video.play() }")
    wait(page, "document.querySelector('video').currentTime > 0.3")
    wait(page, "document.querySelector('video').ended")
    assert page.evaluate(f"({_BRIGHTEST})({_box(_face(_COUNT - 1))})") < _DARK
    assert page.evaluate(f"({_BRIGHTEST})({_box(_model(_COUNT - 1))})") > 150
    played = page.request.get(video.get_attribute("src") or "")
    link = page.get_by_role("link", name=re.compile(r"\.mp4$"))
    downloaded = page.request.get(link.get_attribute("href") or "")
    assert played.headers["content-type"] == downloaded.headers["content-type"] == "video/mp4"
    return played.body(), downloaded.body()


def _filter(page: Page) -> None:
    """Narrow the search to what cameras make: the filter's word must be true of a video."""
    card = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=_TITLE))
    expect(card).to_contain_text("Video", timeout=SLOW)
    page.get_by_role("button", name=re.compile("^Filter")).click()
    drawer = page.get_by_role("dialog", name="Filters")
    drawer.get_by_role("button", name=re.compile("^Photo or video")).click()
    drawer.get_by_role("button", name=re.compile("^Show 1 case")).click()
    expect(page.get_by_role("button", name="Remove filter Photo or video")).to_be_visible()


def _shows_her(picture: _Pixels, frame: int) -> tuple[bool, bool]:
    """Tell whether anything is to be seen where the face is, and where the letters are."""
    face, letters = picture[_face(frame)], picture[_letters()]
    return bool(face.max() >= _DARK), bool(letters.max() >= _DARK)


def _apart(some: _Pixels, others: _Pixels, place: tuple[slice, slice]) -> float:
    return float(np.abs(some[place].astype(int) - others[place].astype(int)).mean())


def _assert_safe_and_whole(data: bytes, uploaded: bytes) -> None:
    """H.264 in MP4, the same frames at the same times, she in none, and nothing beside them."""
    film, original = _read(data), _read(uploaded)
    assert {picture.shape for picture in film.pictures} == {(_HEIGHT, _WIDTH, 3)}
    assert film.seconds == original.seconds == [time / 25 for time in _TIMES]
    assert film.codec == "h264"
    assert all(_shows_her(seen, at) == (True, True) for at, seen in enumerate(original.pictures))
    assert [at for at, seen in enumerate(film.pictures) if any(_shows_her(seen, at))] == []
    for at, (seen, drawn) in enumerate(zip(film.pictures, original.pictures, strict=True)):
        # Lower down the patch on her suit is covered, and what it may cross.
        for place in (_model(at), (slice(60, 350), slice(0, 16))):
            assert _apart(seen, drawn, place) < 8

    assert "audio" in original.tracks
    assert film.tracks == ["video"]
    assert set(film.tags) <= {"major_brand", "minor_version", "compatible_brands", "language"}
    assert has_marker(uploaded)
    assert not has_marker(data)
    assert original.tags["location"].startswith("+52.5200+013.4050")
    assert b"loci" in uploaded
    assert b"loci" not in data
    assert data[4:12] == b"ftypisom"
    # Fast start: a player can begin before the end has come.
    assert 0 < data.index(b"moov") < data.index(b"mdat")


def test_a_video_goes_from_phone_to_library(
    demo_site: Site, phone: BrowserContext, other_phone: BrowserContext, desk: BrowserContext
) -> None:
    uploaded = clips.filmed(_pictures(), clips.H264, _TIMES)
    clinician = phone.new_page()
    log_in(clinician, demo_site, people.CLINICIAN)
    ask_to_be_verified(clinician, "Ada Moreau")
    status = _upload(clinician, uploaded)

    moderator = desk.new_page()
    log_in(moderator, demo_site, people.MODERATOR)
    _review(moderator)
    desk.clear_cookies()
    officer = desk.new_page()
    log_in(officer, demo_site, people.OFFICER)
    verify_first(officer)
    done = _steps(clinician).and_(clinician.locator("[data-state=done]"))
    expect(done).to_have_count(6, timeout=SLOW)

    demo_site.person(_COLLEAGUE, Role.CLINICIAN, verified=True).close()
    colleague = other_phone.new_page()
    log_in_with(colleague, _COLLEAGUE, PASSWORD)
    for given in _watch(colleague):
        _assert_safe_and_whole(given, uploaded)

    # The tests that share the site find it as it was.
    clinician.goto(status)
    clinician.get_by_role("button", name="Withdraw this case").click()
    clinician.get_by_role("dialog").get_by_role("button", name=re.compile("Withdraw")).click()
    expect(clinician.get_by_role("button", name="Withdraw this case")).to_have_count(0)
    source = colleague.locator("main video").get_attribute("src") or ""
    assert colleague.request.get(source).status == 410
