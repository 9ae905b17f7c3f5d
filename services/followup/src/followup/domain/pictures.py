"""Which files are pictures."""

from followup.domain.voice_refusals import PictureTooLarge, PictureTypeUnknown

LARGEST_BYTES = 5 * 1024 * 1024
BEGINNINGS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
"""What a client says of a file is not believed."""


def media_type_of(content: bytes) -> str:
    """By its first bytes. Raises PictureTooLarge, PictureTypeUnknown."""
    if len(content) > LARGEST_BYTES:
        raise PictureTooLarge(len(content), LARGEST_BYTES)
    for beginning, media_type in BEGINNINGS.items():
        if content.startswith(beginning):
            return media_type
    raise PictureTypeUnknown(len(content))
