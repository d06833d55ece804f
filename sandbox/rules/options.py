"""Checks what an app offers while a person types into an external select."""

from typing import Any

from sandbox.rules.composition import OPTION, OPTION_GROUP
from sandbox.rules.kinds import Many, Shape, one_of
from sandbox.rules.problem import Problem, problems

ANSWER = Shape(
    {"options": Many(OPTION, 100), "option_groups": Many(OPTION_GROUP, 100)},
    (one_of("options", "option_groups"),),
)


def check(answer: Any) -> list[Problem]:
    """What Slack refuses about an answer to `block_suggestion`."""
    return problems("invalid_options", ANSWER.check(answer, ""))
