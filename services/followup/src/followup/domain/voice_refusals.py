"""What is refused about testimonials, pictures and the public page."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared.refusals import Refusal, listed


@dataclass(eq=False)
class NotPublic(Refusal):
    """Nothing is public under this id."""

    status: ClassVar[int] = 404

    id: UUID

    def sentence(self) -> str:
        return f"Nothing is public under {self.id}."


@dataclass(eq=False)
class PictureTypeUnknown(Refusal):
    """A picture is a JPEG or PNG file."""

    status: ClassVar[int] = 422

    size: int

    def sentence(self) -> str:
        return f"A picture is a JPEG or PNG file; what was sent ({self.size} bytes) cannot be read as either."


@dataclass(eq=False)
class PictureTooLarge(Refusal):
    """The file is too large."""

    status: ClassVar[int] = 413

    size: int
    largest: int

    def sentence(self) -> str:
        return f"A picture has at most {self.largest} bytes; this file has {self.size}."


@dataclass(eq=False)
class PictureHasTooManyPixels(Refusal):
    """The picture has too many pixels."""

    status: ClassVar[int] = 422

    most: int

    def sentence(self) -> str:
        return f"A picture has at most {self.most} pixels, width times height; this one has more."


@dataclass(eq=False)
class NoPicturesOfMinors(Refusal):
    """Of a training for minors there are no pictures."""

    training: UUID

    def sentence(self) -> str:
        return f"The audience of training {self.training} is minors: people are counted there, and never shown."


@dataclass(eq=False)
class MayTellWhereSomebodyIs(Refusal):
    """The words may tell how somebody is found."""

    status: ClassVar[int] = 422

    found: tuple[str, ...]

    def sentence(self) -> str:
        return (
            f"In the words there seems to be: {listed(self.found)}. Nothing was kept; "
            "if it is meant, the same is sent again with all_the_same."
        )
