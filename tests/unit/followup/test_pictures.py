"""Of a picture its pixels are kept, and nothing that tells where somebody was."""

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from followup.domain.pictures import LONGEST_SIDE, MOST_PIXELS, drawn_anew
from followup.domain.voice_refusals import PictureHasTooManyPixels, PictureTypeUnknown
from tests.support.pictures import CAMERA, taken

KINDS = ["JPEG", "PNG"]
HEADER = len(b"\x89PNG\r\n\x1a\n") + len(b"lengIHDR")


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", KINDS)
def test_where_and_with_what_a_picture_was_taken_is_not_kept(kind: str) -> None:
    sent = taken(kind)
    assert CAMERA.encode() in sent
    assert len(opened(sent).getexif()) > 0

    kept = drawn_anew(sent).content
    assert CAMERA.encode() not in kept
    assert len(opened(kept).getexif()) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_turned_as_the_camera_was_held(kind: str) -> None:
    assert opened(drawn_anew(taken(kind, (40, 30))).content).size == (30, 40)


@pytest.mark.parametrize("kind", KINDS)
def test_a_large_picture_is_drawn_as_large_as_a_screen(kind: str) -> None:
    assert opened(drawn_anew(taken(kind, (5000, 2500))).content).size == (LONGEST_SIDE // 2, LONGEST_SIDE)


def test_what_can_be_seen_through_stays_so() -> None:
    file = io.BytesIO()
    Image.new("P", (4, 4)).save(file, "PNG", transparency=0)

    assert opened(drawn_anew(file.getvalue()).content).convert("RGBA").getpixel((0, 0)) == (0, 0, 0, 0)


def test_a_small_file_that_says_it_is_huge_is_refused_before_it_is_drawn() -> None:
    sent = bytearray(taken("PNG"))
    for side in (MOST_PIXELS, 50_000, 11_000):
        sent[HEADER : HEADER + 8] = side.to_bytes(4, "big") * 2
        sent[HEADER + 13 : HEADER + 17] = zlib.crc32(sent[HEADER - 4 : HEADER + 13]).to_bytes(4, "big")
        with pytest.raises(PictureHasTooManyPixels):
            drawn_anew(bytes(sent))


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@given(st.sampled_from([taken(kind) for kind in KINDS]), st.data())
def test_a_broken_file_is_a_picture_or_refused(sent: bytes, data: st.DataObject) -> None:
    broken = bytearray(sent[: data.draw(st.integers(0, len(sent)))])
    for place in data.draw(st.lists(st.integers(0, max(len(broken) - 1, 0)), max_size=4)) if broken else []:
        broken[place] = data.draw(st.integers(0, 255))
    try:
        kept = drawn_anew(bytes(broken))
    except (PictureTypeUnknown, PictureHasTooManyPixels):
        return
    assert opened(kept.content).format in KINDS
