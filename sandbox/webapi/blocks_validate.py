"""blocks.validate: the same rules, asked without sending anything; needs no token."""

import json
import re
from typing import Any

from sandbox.problem import ApiProblem
from sandbox.records import Json
from sandbox.rules import blocks, messages, views
from sandbox.rules.problem import Problem

_POINTER = re.compile(r"^(?P<message>.*) \[json-pointer:(?P<pointer>[^\]]*)\]$", re.DOTALL)


def validate(arguments: Json) -> Json:
    """Exactly one of blocks, view and message; each problem with code, message, field, pointer."""
    given = {name: _parsed(arguments[name]) for name in _CHECKS if arguments.get(name) is not None}
    if len(given) != 1:
        raise ApiProblem("invalid_arguments")
    ((name, value),) = given.items()
    problems = _CHECKS[name](value)
    if problems:
        raise ApiProblem("invalid_blocks", errors=[_described(one) for one in problems])
    return {}


def _view(value: Any) -> list[Problem]:
    is_home = isinstance(value, dict) and value.get("type") == "home"
    return views.check(value, surface="home" if is_home else "modal")


def _blocks(value: Any) -> list[Problem]:
    return blocks.check(value, surface="message")


def _message(value: Any) -> list[Problem]:
    return messages.check(value if isinstance(value, dict) else {})


_CHECKS = {"blocks": _blocks, "view": _view, "message": _message}


def _described(problem: Problem) -> Json:
    found = _POINTER.match(problem.message)
    pointer = found["pointer"] if found else ""
    return {
        "code": problem.error,
        "message": found["message"] if found else problem.message,
        "field": pointer.rsplit("/", 1)[-1],
        "pointer": pointer,
    }


def _parsed(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError as trouble:
        raise ApiProblem("invalid_blocks_format") from trouble
