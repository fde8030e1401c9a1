"""Pictures to measure with: drawn, each a different one, the size that phones send."""

from io import BytesIO

from PIL import Image

from workers.demo_media import skin_lesion

SENT = (1600, 1200)
"""What a phone sends when it is asked for a picture of middle size: 1.9 megapixels."""

TAKEN = (4032, 3024)
"""What a phone's camera takes: 12.2 megapixels."""


def phone_picture(size: tuple[int, int], seed: int) -> bytes:
    """Return a JPEG of skin with a lesion, a label and a ruler."""
    image = Image.open(BytesIO(skin_lesion(1 + seed % 12))).resize(size)
    # A different picture for each seed, so that nothing can be known from before.
    image = image.rotate(seed % 7 - 3, fillcolor=(196, 160, 140))
    out = BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()
