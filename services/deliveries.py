"""What the courier may ask and do: due deliveries, how each kind looks, and what became of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from program.delivery import Delivery, Rendered

if TYPE_CHECKING:
    from services.desk import Look


@dataclass(frozen=True)
class Message:
    """A kind of delivery: whether it is still wanted, what it says, and how that looks.

    `still_wanted` and `content` are asked in one read-only transaction at the moment of sending,
    with SYSTEM as the actor; `render` gets what `content` answered and touches nothing else.
    """

    name: str
    still_wanted: Callable[["Look", Delivery], bool]
    content: Callable[["Look", Delivery], Any]
    render: Callable[[Any], Rendered]
