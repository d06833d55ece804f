"""What the rules will not do, as a code and its facts: the door that shows it owns the words."""

import dataclasses
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any


@dataclasses.dataclass(frozen=True)
class Trouble:
    """One thing in the way: a code, the form field it belongs to (its block id) and the facts.

    Facts are for the sentence the person reads (a date, a name, a number); they are never logged.
    """

    code: str
    field: str | None = None
    facts: Mapping[str, Any] = dataclasses.field(
        default_factory=lambda: MappingProxyType({}), repr=False
    )


class Refusal(Exception):
    """The rules say no. Carries one trouble or several, each for its own field of a form."""

    def __init__(self, code: str, *, field: str | None = None, **facts: Any) -> None:
        self.troubles: tuple[Trouble, ...] = (Trouble(code, field, MappingProxyType(facts)),)
        super().__init__(code)

    @classmethod
    def of(cls, troubles: Iterable[Trouble]) -> "Refusal":
        """Several troubles at once, so that a form shows all of them the first time.

        Raises ValueError when there is none: a refusal without a reason helps nobody.
        """
        gathered = tuple(troubles)
        if not gathered:
            raise ValueError("a refusal needs at least one trouble")
        refusal = cls(gathered[0].code)
        refusal.troubles = gathered
        refusal.args = (", ".join(trouble.code for trouble in gathered),)
        return refusal

    @property
    def code(self) -> str:
        """The code of the first trouble."""
        return self.troubles[0].code
