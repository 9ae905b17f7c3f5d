"""Pictures as phones make them."""

import io

from PIL import Image

CAMERA, MAKE, ORIENTATION, PLACE = "Canary camera", 271, 274, 34853
LATITUDE, LONGITUDE = 2, 4
TURNED = 6
"""Held upright: what is stored lies on its side."""


def taken(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    """Bytes of a picture that says where and with what it was taken; upright it is as high as `size` is wide."""
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    exif = picture.getexif()
    exif[MAKE], exif[ORIENTATION] = CAMERA, TURNED
    exif.get_ifd(PLACE).update({LATITUDE: (38.0, 33.0, 36.0), LONGITUDE: (68.0, 46.0, 12.0)})
    file = io.BytesIO()
    picture.save(file, kind, exif=exif, comment=CAMERA.encode())
    return file.getvalue()
