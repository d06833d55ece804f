"""No public service function forgets to ask for the right to do what it does."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import bot
import handlers
import scheduler
import services

FOLDER = Path(services.__file__).parent
DOORS = [Path(str(room.__file__)).parent for room in (bot, handlers, scheduler)]
TRANSACTIONS = {"Look", "Work"}
ASKING = {"require", "may", "may_somewhere"}
"""A reading of many things shows those it `may`, where `require` would refuse them all."""


@dataclass(frozen=True)
class Service:
    """One function of services/, and what it calls."""

    module: str
    name: str
    takes_transaction: bool
    calls: frozenset[str]

    @property
    def full_name(self) -> str:
        return f"{self.module}.{self.name}"


def functions() -> Iterator[Service]:
    for file in sorted(FOLDER.glob("*.py")):
        if file.stem in {"__init__", "desk"}:
            continue
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                yield Service(file.stem, node.name, _takes(node), frozenset(_calls(node)))


def _takes(node: ast.FunctionDef) -> bool:
    if not node.args.args or node.args.args[0].annotation is None:
        return False
    return ast.unparse(node.args.args[0].annotation).strip("'\"") in TRANSACTIONS


def _calls(node: ast.FunctionDef) -> Iterator[str]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            yield ast.unparse(call.func)


def asking(found: list[Service]) -> set[str]:
    """The functions that ask the permission table, or call one that does."""
    asks: set[str] = set()
    while True:
        more = {one.full_name for one in found if _asks(one, asks)}
        if more == asks:
            return asks
        asks = more


def _asks(service: Service, asks: set[str]) -> bool:
    named = {call if "." in call else f"{service.module}.{call}" for call in service.calls}
    return bool(service.calls & ASKING or named & asks)


def used_by_doors() -> set[str]:
    """The modules of services/ that a door imports; the others serve those, which have asked."""
    used: set[str] = set()
    for file in (file for door in DOORS for file in door.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "services":
                used |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom) and str(node.module).startswith("services."):
                used.add(str(node.module).removeprefix("services."))
    return used


SERVICES = list(functions())
ASKS = asking(SERVICES)
USED = used_by_doors()
PUBLIC = [
    one
    for one in SERVICES
    if one.takes_transaction and not one.name.startswith("_") and one.module in USED
]


def test_there_are_services_to_look_at() -> None:
    assert {"governance.give_role", "people.keep", "drafts.keep"} <= {
        one.full_name for one in PUBLIC
    }


@pytest.mark.parametrize("service", PUBLIC, ids=lambda one: one.full_name)
def test_a_public_service_asks_for_the_right(service: Service) -> None:
    assert service.full_name in ASKS, f"{service.full_name} never asks for the right"
