"""Everything a person can see, built in every state: one module for each feature.

A module has `VIEWS`, builders of its modals by name ("full" in a name: at its fullest), and
`shown()`, everything else that can be pressed: messages, parts of Home, views in other states.
"""

import importlib
import pkgutil
from collections.abc import Callable
from types import ModuleType
from typing import Any

from handlers.feature import View


def views() -> dict[str, Callable[[], View]]:
    """The builders of every modal, by name."""
    return {name: build for module in _modules() for name, build in module.VIEWS.items()}


def shown() -> list[Any]:
    """Every view, message and part of Home, in every state."""
    built = [build() for name, build in views().items() if "full" not in name]
    return [*built, *(one for module in _modules() for one in module.shown())]


def _modules() -> list[ModuleType]:
    names = sorted(one.name for one in pkgutil.iter_modules(__path__))
    return [importlib.import_module(f"{__name__}.{name}") for name in names]
