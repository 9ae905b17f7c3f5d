"""A picture as it is shown to others: what a camera wrote into the file about place, time and device is not in it."""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

from followup.domain.voice_refusals import PictureHasTooManyPixels, PictureTooLarge, PictureTypeUnknown

LARGEST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 25_000_000
"""A phone's largest ordinary picture; decoding one takes four bytes for each."""
LONGEST_SIDE = 1280
"""Pixels, as shown: enough for a screen, little for a bad line."""
MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}
"""What a client says of a file is not believed."""
BROKEN = (OSError, SyntaxError, ValueError, EOFError)
"""With which Pillow ends at a file that is no picture or half a one."""

# Pillow's own bound is higher, warns before it refuses, and a filter of warnings holds for all threads at once.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    media_type: str


def drawn_anew(content: bytes) -> Picture:
    """Its pixels alone, upright, in the format in which it came, the longer side at most LONGEST_SIDE.

    Raises PictureTooLarge, PictureHasTooManyPixels, PictureTypeUnknown.
    """
    if len(content) > LARGEST_BYTES:
        raise PictureTooLarge(len(content), LARGEST_BYTES)
    try:
        return _drawn_anew(content)
    except BROKEN as fault:
        raise PictureTypeUnknown(len(content)) from fault


def _drawn_anew(content: bytes) -> Picture:
    with Image.open(io.BytesIO(content), formats=tuple(MEDIA_TYPES)) as image:
        if image.width * image.height > MOST_PIXELS:
            raise PictureHasTooManyPixels(MOST_PIXELS)
        kind = "PNG" if image.format == "PNG" else "JPEG"
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        shown = ImageOps.exif_transpose(image)
    shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if kind == "JPEG" and shown.mode not in ("RGB", "L"):
        shown = shown.convert("RGB")
    shown.info = {name: value for name, value in shown.info.items() if name == "transparency"}
    file = io.BytesIO()
    shown.save(file, kind, optimize=True)
    return Picture(file.getvalue(), MEDIA_TYPES[kind])
