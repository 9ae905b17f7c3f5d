"""What scheduling reads from its environment."""

from typing import Annotated

from pydantic import Field

from shared.runtime.settings import ServiceSettings


class Settings(ServiceSettings):
    """It keeps no personal values and sends no letters. `planner`: whom partners tell what they think of an agenda, as
    they are to read it, such as an address; empty: they are told to ask the coordinator whom they know.
    """

    planner: Annotated[str, Field(max_length=200)] = ""
