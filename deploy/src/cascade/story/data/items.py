"""Two voices and two pictures, their consents, and the one consent that is withdrawn."""

import io
from dataclasses import dataclass

from PIL import Image

from cascade.story.data.canary import Series, word
from cascade.story.data.origin import Origin

TEXT_VERSION = 1
"""Of the wording under which consent is asked."""
WITHDRAWN = "V-2"
"""The voice whose author takes her consent back."""


@dataclass(frozen=True, slots=True)
class Voice:
    """`badge` wrote it; nobody outside her training learns so."""

    key: str
    badge: str
    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Picture:
    """`shown` are the badges of those who can be recognised. `content` is a PNG."""

    key: str
    file: str
    caption: str
    shown: tuple[str, ...]
    content: bytes
    origin: Origin = Origin.SYNTHETIC
    media_type: str = "image/png"


def png(width: int, height: int, red: int) -> bytes:
    """A small colour gradient."""
    colours = bytes(v for y in range(height) for x in range(width) for v in (red, 255 * x // width, 255 * y // height))
    file = io.BytesIO()
    Image.frombytes("RGB", (width, height), colours).save(file, "PNG")
    return file.getvalue()


VOICES = (
    Voice("V-1", "TJ-02", "I came home inspired. I want to help other women to lead.", Origin.PUBLISHED),
    Voice("V-2", "KG-04", f"We sang, and then I could say it: {word(Series.VOICE, 2)}.", Origin.SYNTHETIC),
)
PICTURES = (
    Picture("PH-1", "ph-1.png", "Four hands over one map", ("KZ-03", "TJ-05"), png(48, 32, 200)),
    Picture("PH-2", "ph-2.png", "The circle on the third day", ("GE-01", "KG-04", "TM-01"), png(32, 48, 90)),
)
