"""The two kinds of JSON: what is sent to us, and what we answer."""

from pydantic import BaseModel, ConfigDict


class Body(BaseModel):
    """What a request says. A field that we do not know is refused: it may be a typing error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class View(BaseModel):
    """What an answer shows."""

    model_config = ConfigDict(frozen=True)
