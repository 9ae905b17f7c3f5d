"""Who may use a route, as it was declared."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.web.principal import ANYONE, Link, Principal, Rule


@dataclass(frozen=True, slots=True)
class Admission:
    """Who may use a route. `checked_here`: path parameters that the handler compares with the person of a link."""

    rules: frozenset[Rule]
    checked_here: frozenset[str]
    changes: Callable[..., Any] | None = None
    """The endpoint that shows what is changed: the change names the state that it was made from."""
    judges: Callable[..., Any] | None = None
    """The endpoint that shows what is decided on: the decision may name the state that was read before."""
    while_suspended: bool = False
    """Whether it goes on while the training is suspended."""

    @property
    def names(self) -> list[str]:
        return sorted(f"link {rule.value}" if isinstance(rule, Link) else rule.value for rule in self.rules)

    def admits(self, who: Principal, path: dict[str, Any]) -> bool:
        return ANYONE in self.rules or self.is_for(who, path)

    def is_for(self, who: Principal, path: dict[str, Any]) -> bool:
        """Whether a rule names her, and not just anyone."""
        if self.rules & who.roles:
            return True
        if who.link is None or who.link.purpose not in self.rules:
            return False
        named = {name: str(value) for name, value in path.items() if name not in self.checked_here}
        return all(str(who.link.scope.get(name)) == value for name, value in named.items())
