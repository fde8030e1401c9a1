"""Claims of gigapixels through the real pool: a code comes back, not a dead process.

The limit is below what any of these pictures would take, so a decoder that believed one of them
would end as WorkerDied and fail the test.
"""

import struct
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from schemas.failures import FailureCode, InputRejectedError
from schemas.findings import RedactionPlan
from schemas.media_type import MediaType
from tests.factories import marked_media as media
from tests.factories.tiff_files import page, tiff_file
from workers.pool import StagePool
from workers.stage import StageInput

_MEMORY = 3 << 30
_SIDE = struct.pack("<HH", 65_535, 65_535)
_DOTS = page(np.zeros((8, 8, 3), dtype=np.uint8))


def _gif() -> bytes:
    return media.image_bytes(Image.fromarray(media.plain(32, 32)).quantize(8), "GIF")


def _heif(form: str) -> bytes:
    """Return a still whose declared extents are 60,000 by 60,000."""
    data = media.image_bytes(Image.fromarray(media.plain(128, 96)), form)
    told = b"ispe" + bytes(4) + struct.pack(">II", 128, 96)
    return data.replace(told, b"ispe" + bytes(4) + struct.pack(">II", 60_000, 60_000))


BOMBS = {
    "PNG": (MediaType.PNG, media.bomb_png()),
    "GIF screen": (MediaType.GIF, _gif()[:6] + _SIDE + _gif()[10:]),
    "TIFF": (MediaType.TIFF, tiff_file({**_DOTS, 256: (4, (60_000,)), 257: (4, (60_000,)),
                                        279: (4, (1,))})),
    "TIFF tile": (MediaType.TIFF, tiff_file({**_DOTS, 322: (4, (60_000,)), 323: (4, (60_000,))})),
    "HEIC": (MediaType.HEIC, _heif("HEIF")),
    "AVIF": (MediaType.AVIF, _heif("AVIF")),
}  # fmt: skip


@pytest.fixture(scope="module")
def pool() -> Iterator[StagePool]:
    """One process with less memory than a bomb needs."""
    pool = StagePool(1, _MEMORY, warm=False)
    yield pool
    pool.close()


@pytest.mark.parametrize("name", BOMBS)
def test_a_claim_costs_nothing(pool: StagePool, name: str) -> None:
    """Refused by its header, whatever the header is in."""
    media_type, data = BOMBS[name]
    assert len(data) < 500_000
    with pytest.raises(InputRejectedError) as caught:
        pool.run("strip_phi", StageInput(media_type, data, RedactionPlan(), media.KEY))
    assert caught.value.code in (FailureCode.TOO_MANY_PIXELS, FailureCode.UNDECODABLE)
