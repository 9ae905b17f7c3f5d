"""Names of topics and groups, and the clients that reach them."""

import re
from dataclasses import dataclass

from shared.events.base import Leaves, Visibility

STAYS = ".local"
"""The end of the name of a topic that no other region mirrors."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a service of a region says its facts, and under which names it listens."""

    namespace: str
    region: str
    service: str

    @property
    def source(self) -> str:
        """CloudEvents source, e.g. `/tj/registration`."""
        return f"/{self.region}/{self.service}"

    @property
    def topic(self) -> str:
        """Facts that leave the region."""
        return f"{self.namespace}.{self.region}.{self.service}"

    @property
    def local_topic(self) -> str:
        """Facts that stay."""
        return f"{self.topic}{STAYS}"

    @property
    def group(self) -> str:
        return f"{self.namespace}.{self.service}"

    def topic_for(self, leaves: Leaves, visibility: Visibility | None) -> str:
        """Raises ValueError if a fact goes with its training and nobody said how visible that is."""
        if leaves is Leaves.WITH_ITS_TRAINING:
            if visibility is None:
                raise ValueError("a fact that goes with its training needs the training's visibility")
            return self.topic if visibility is Visibility.PROGRAMME else self.local_topic
        return self.topic if leaves is Leaves.ALWAYS else self.local_topic


@dataclass(frozen=True, slots=True)
class Hears:
    """Which services are listened to: of every region (mirrored topics too), and of the own region alone."""

    everywhere: frozenset[str] = frozenset()
    at_home: frozenset[str] = frozenset()

    def pattern(self, address: Address) -> str:
        """A regular expression over topic names; a region mirrors its own to us alone, and nobody mirrors ours to us.
        Braces are left out: FastStream reads them as path syntax.
        """
        namespace, region = re.escape(address.namespace), re.escape(address.region)
        own = sorted(self.everywhere | self.at_home)
        parts = [rf"{namespace}\.{region}\.({'|'.join(own)})(\.local)?"] if own else []
        if self.everywhere:
            parts.append(
                rf"(?P<of>(?!{region}\.)[a-z][a-z])\.{namespace}\.(?P=of)\.({'|'.join(sorted(self.everywhere))})"
            )
        return f"^({'|'.join(parts)})$"


def said_in(topic: str) -> tuple[str, str, bool]:
    """The region and the service whose topic it is, mirrored or not, and whether its facts stay in the region."""
    *_, region, service = ("", "", *topic.removesuffix(STAYS).split("."))
    return region, service, topic.endswith(STAYS)
