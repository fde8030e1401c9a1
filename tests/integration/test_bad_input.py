"""What bad input gets: a clear answer or a held item with a code, and the process lives on."""

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from safelight.demo.client import Person, RefusedByApiError
from schemas.vocabulary import CONSENT_VERSION
from tests.factories.pictures import small_jpeg
from tests.factories.site import Site, texts
from workers import demo_media

pytestmark = pytest.mark.xdist_group("site")


def _chunk(kind: bytes, body: bytes) -> bytes:
    checked = kind + body
    return len(body).to_bytes(4, "big") + checked + zlib.crc32(checked).to_bytes(4, "big")


def _bomb(side: int = 50_000) -> bytes:
    """Return a PNG of 50,000 by 50,000 grey pixels in some 100 KB (1 bit each, all the same)."""
    squeeze = zlib.compressobj(9)
    row = bytes(1 + side // 8)
    packed = b"".join(squeeze.compress(row) for _ in range(side)) + squeeze.flush()
    header = side.to_bytes(4, "big") * 2 + bytes((1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (_chunk(b"IHDR", header), _chunk(b"IDAT", packed), _chunk(b"IEND", b""))
    )


def _dicom_without_pixels() -> bytes:
    from io import BytesIO

    import pydicom

    dataset = pydicom.dcmread(BytesIO(demo_media.ct_slice()))
    del dataset.PixelData
    out = BytesIO()
    dataset.save_as(out)
    return out.getvalue()


def _zip_end() -> bytes:
    return b"PK\x05\x06" + bytes(18)


REFUSED = {
    "empty": (b"", 422, "empty"),
    "text": (b"not an image at all", 415, "unsupported_type"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', 415, "unsupported_type"),
    "html": (b"<html><script>1</script></html>", 415, "unsupported_type"),
    "executable": (b"MZ" + bytes(200), 415, "unsupported_type"),
    "jpeg and zip": (small_jpeg() + b"PK\x03\x04" + _zip_end(), 422, "polyglot"),
    "dicom and executable": (
        b"MZ" + demo_media.ct_slice()[2:],
        422,
        "polyglot",
    ),
    "over the limit": (small_jpeg() + bytes(20_000_000), 413, "too_large"),
}

HELD: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "cut off in the middle": (lambda: small_jpeg()[:2500], "truncated"),
    "head of a jpeg, then noise": (lambda: small_jpeg()[:600] + bytes(range(256)) * 9, None),
    "decompression bomb": (_bomb, "too_many_pixels"),
    "dicom without pixel data": (_dicom_without_pixels, "no_pixel_data"),
    "dicom cut off": (lambda: demo_media.ct_slice()[:9000], None),
}


def _draft(person: Person) -> str:
    body = {**texts("Bad input").model_dump(mode="json"), "consent": True}
    draft = person.call("POST", "/api/submissions", {**body, "consent_version": CONSENT_VERSION})
    return str(draft["id"])


@pytest.mark.parametrize("case", REFUSED)
def test_is_refused_at_the_door(running_site: Site, clinician: Person, case: str) -> None:
    data, status, code = REFUSED[case]
    draft = _draft(clinician)
    before = _blob_files(running_site.data)
    response = clinician._http.post(f"/api/submissions/{draft}/media", content=data)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"]
    assert _blob_files(running_site.data) == before, "something half-written was left behind"
    assert clinician.submission(draft)["media"] == []


@pytest.mark.parametrize("case", HELD)
def test_is_held_with_a_code(clinician: Person, case: str) -> None:
    make, code = HELD[case]
    submission_id = clinician.upload(texts("Held"), [make()])
    found = clinician.wait_while(submission_id, {"processing"}, 120)
    assert found["state"] == "held"
    (medium,) = found["media"]
    assert medium["failure_meaning"]
    assert code is None or medium["failure"] == code
    states = {step["name"]: step["state"] for step in found["steps"]}
    assert states["strip_phi"] == "failed"


def test_two_gigabytes_where_less_is_allowed_are_refused_with_an_answer(
    clinician: Person,
) -> None:
    draft = _draft(clinician)
    size = 2_000_000_000

    def body() -> Iterator[bytes]:
        block = bytes(1 << 20)
        for _ in range(size // len(block)):
            yield block
        yield bytes(size % len(block))

    response = clinician._http.post(
        f"/api/submissions/{draft}/media",
        content=body(),
        headers={"Content-Length": str(size)},
    )
    assert response.status_code == 413
    assert response.json()["code"] == "too_large"


def test_an_endless_upload_without_a_length_stops_at_the_limit(clinician: Person) -> None:
    draft = _draft(clinician)

    def body() -> Iterator[bytes]:
        yield small_jpeg()
        for _ in range(60):
            yield bytes(1 << 20)

    response = clinician._http.post(f"/api/submissions/{draft}/media", content=body())
    assert (response.status_code, response.json()["code"]) == (413, "too_large")


def test_a_neighbour_in_the_same_submission_is_still_processed(clinician: Person) -> None:
    submission_id = clinician.upload(
        texts("One bad, one good"), [small_jpeg()[:2500], small_jpeg()]
    )
    found = clinician.wait_while(submission_id, {"processing"}, 120)
    assert found["state"] == "held"
    for _ in range(300):
        states = [medium["state"] for medium in clinician.submission(submission_id)["media"]]
        if states == ["held", "obscured"]:
            return
    pytest.fail(str(states))


def test_a_held_item_can_be_replayed_and_is_held_again(clinician: Person, operator: Person) -> None:
    submission_id = clinician.upload(texts("Replay me"), [small_jpeg()[:2500]])
    clinician.wait_while(submission_id, {"processing"}, 120)
    letters = operator.call("GET", "/api/operations")["dead_letters"]
    letter = next(item for item in letters if item["submission_id"] == submission_id)
    assert letter["code"] == "truncated"
    path = f"/api/operations/dead-letters/{letter['id']}/replay"
    operator.call("POST", path)
    assert clinician.wait_while(submission_id, {"processing"}, 60)["state"] == "held"
    with pytest.raises(RefusedByApiError, match="wrong_state"):
        operator.call("POST", path)


def test_the_site_is_still_ready_after_all_that(running_site: Site) -> None:
    assert httpx.get(f"{running_site.address}/readyz").json()["ready"]


def _blob_files(data: Path) -> set[Path]:
    return {path for path in (data / "blobs").rglob("*") if path.is_file()}
