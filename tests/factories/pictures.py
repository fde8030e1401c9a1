"""Small pictures for tests of the way, drawn in memory."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont


def small_jpeg(words: str = "", seed: int = 0) -> bytes:
    """Return a small photograph, different for each seed, with words burned in where given."""
    image = Image.new("RGB", (320, 240), (90 + seed % 60, 120, 150 - seed % 40))
    draw = ImageDraw.Draw(image)
    draw.ellipse((60 + seed % 40, 80, 220, 220), fill=(160, 90 + seed % 80, 90))
    if words:
        draw.text((10, 8), words, fill=(255, 255, 255), font=ImageFont.load_default(22))
    out = BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()
