"""Media for the demo: drawn here, or shipped by libraries under free licences.

The portrait is NASA's public-domain picture in the scikit-image wheel; the DICOM files are those
of the pydicom wheel. Every name, date and number in a drawn picture is made up.
"""

from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from pillow_heif import from_pillow

from workers.samples import portrait, shipped_dicom


def phone_portrait() -> bytes:
    """Return a portrait as a phone stores it: JPEG, turned by EXIF, with GPS and a name label."""
    image = Image.fromarray(portrait()).resize((1024, 1024), Image.Resampling.LANCZOS)
    _label(image, (24, 960), "KOWALSKA ANNA  *14.02.1979", 34)
    exif = _phone_exif()
    exif[0x0112] = 6
    return _jpeg(image.transpose(Image.Transpose.ROTATE_90), exif)


def skin_lesion(day: int) -> bytes:
    """Return a drawn lesion on skin, smaller on later days, with a paper label on it."""
    image = _skin(1600, 1200, seed=day)
    centre, radius = (800, 620), 260 - 16 * day
    _spot(image, centre, radius, (146, 62, 58), seed=day)
    _spot(image, centre, radius // 2, (98, 30, 36), seed=day + 50)
    _label(image, (90, 80), f"Pt: MILLER, JOHN   MRN 4471{day:02d}9", 44)
    _scale_bar(image)
    return _jpeg(image, _phone_exif())


def mole_heic() -> bytes:
    """Return a drawn mole as an iPhone stores it: HEIC."""
    image = _skin(1512, 2016, seed=7)
    _spot(image, (760, 980), 190, (84, 52, 38), seed=3)
    _scale_bar(image)
    out = BytesIO()
    from_pillow(image).save(out, quality=85, exif=_phone_exif().tobytes())
    return out.getvalue()


def chest_film() -> bytes:
    """Return a drawn chest film as PNG, with the name, date and number that films carry."""
    rows, columns = np.mgrid[-1:1:1100j, -1:1:1000j]
    body = 150 * np.exp(-((columns / 0.95) ** 6 + (rows / 1.2) ** 8))
    lungs = sum(
        95 * np.exp(-(((columns - side) / 0.27) ** 4 + ((rows + 0.02) / 0.6) ** 4))
        for side in (-0.42, 0.42)
    )
    spine = 60 * np.exp(-((columns / 0.09) ** 2))
    heart = 70 * np.exp(-(((columns - 0.13) / 0.26) ** 2 + ((rows - 0.3) / 0.3) ** 2))
    ribs = 14 * np.sin(22 * rows + 5 * columns**2) ** 8 * (np.abs(columns) < 0.75)
    noise = np.random.default_rng(1).normal(0, 3, rows.shape)
    film = np.clip(body - lungs + spine + heart + ribs + noise + 10, 0, 255).astype(np.uint8)
    image = Image.fromarray(film).convert("RGB")
    draw = ImageDraw.Draw(image)
    for place, words in (
        ((24, 18), "SCHMIDT^ERIKA  F  12.08.1951"),
        ((24, 48), "ID 00839204   ST. MARIEN KLINIK"),
        ((690, 18), "03.11.2026 14:22:07"),
    ):
        draw.text(place, words, fill=(235, 235, 235), font=ImageFont.load_default(24))
    draw.text((930, 90), "L", fill=(255, 255, 255), font=ImageFont.load_default(56))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def ultrasound() -> bytes:
    """Return a colour ultrasound picture as DICOM (pydicom's wheel)."""
    return shipped_dicom("examples_rgb_color.dcm")


def ultrasound_cine() -> bytes:
    """Return a 30-frame ultrasound cine as DICOM (pydicom's wheel)."""
    return shipped_dicom("examples_ybr_color.dcm")


def head_mr() -> bytes:
    """Return an MR picture with overlays as DICOM (pydicom's wheel)."""
    return shipped_dicom("examples_overlay.dcm")


def ct_slice() -> bytes:
    """Return a CT slice as DICOM (pydicom's wheel)."""
    return shipped_dicom("CT_small.dcm")


def cut_off_jpeg() -> bytes:
    """Return a JPEG that ends in the middle, as after a lost connection."""
    whole = skin_lesion(1)
    return whole[: len(whole) // 2]


def _skin(width: int, height: int, seed: int) -> Image.Image:
    noise = np.random.default_rng(seed).normal(0, 1, (height // 8, width // 8))
    grain = Image.fromarray(((noise * 14) + 128).clip(0, 255).astype(np.uint8))
    smooth = np.asarray(grain.resize((width, height), Image.Resampling.BICUBIC), dtype=np.int16)
    tone = np.array((214, 168, 142), dtype=np.int16) + (smooth - 128)[..., None]
    return Image.fromarray(tone.clip(0, 255).astype(np.uint8))


def _spot(
    image: Image.Image, centre: tuple[int, int], radius: int, tone: tuple[int, int, int], seed: int
) -> None:
    """Paint an irregular spot with soft edges."""
    wobble = np.random.default_rng(seed).normal(0, 1, 5)
    angles = np.linspace(0, 2 * np.pi, 120)
    waves = sum(wobble[k] * np.sin((k + 2) * angles + k) for k in range(5))
    reach = radius * (1 + 0.06 * waves)
    outline = [
        (centre[0] + r * np.cos(a), centre[1] + 0.8 * r * np.sin(a))
        for r, a in zip(reach, angles, strict=True)
    ]
    mask = Image.new("L", image.size)
    ImageDraw.Draw(mask).polygon(outline, fill=200)
    image.paste(Image.new("RGB", image.size, tone), mask=mask.filter(ImageFilter.GaussianBlur(9)))


def _label(image: Image.Image, place: tuple[int, int], words: str, size: int) -> None:
    """Put a strip of white paper with a line of text on the picture."""
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size)
    left, top, right, bottom = draw.textbbox(place, words, font=font)
    draw.rectangle((left - 14, top - 10, right + 14, bottom + 12), fill=(244, 242, 234))
    draw.text(place, words, fill=(28, 28, 32), font=font)


def _scale_bar(image: Image.Image) -> None:
    draw = ImageDraw.Draw(image)
    top = image.height - 90
    for step in range(6):
        fill = (20, 20, 20) if step % 2 == 0 else (240, 240, 240)
        draw.rectangle((100 + 60 * step, top, 160 + 60 * step, top + 18), fill=fill)


def _phone_exif() -> Image.Exif:
    """Return what a phone writes: the place, the time, the device and its owner."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Pear", "Phone 17"
    exif[0x0132], exif[0x013B] = "2026:11:03 14:22:07", "Dr. Ada Moreau"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (52.0, 31.0, 12.0)
    gps[3], gps[4] = "E", (13.0, 24.0, 36.0)
    return exif


def _jpeg(image: Image.Image, exif: Image.Exif) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=90, exif=exif)
    return out.getvalue()
