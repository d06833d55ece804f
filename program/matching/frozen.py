"""Inputs and solutions as canonical JSON and back: what is kept of a run, and compared."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

from program.matching.reasons import Bar
from program.matching.records import (
    Barred,
    Inputs,
    Lift,
    MenteeInput,
    MentorInput,
    Pair,
    Solution,
    Unmatched,
    WithoutMentor,
)
from program.matching.rules import Component, Priority, Rules, Scarcity

_FORM = 1
"""Grows when what is kept is read differently; what was kept before stays readable."""


def freeze_inputs(inputs: Inputs) -> str:
    """The same inputs give the same text, whatever the order of what has none."""
    return _text(
        {
            **_whole(inputs),
            "rules": _whole(inputs.rules),
            "mentees": [_plain(one) for one in inputs.mentees],
            "mentors": [_plain(one) for one in inputs.mentors],
            "barred": sorted([one.mentee, one.mentor, one.bar.value] for one in inputs.barred),
        }
    )


def thaw_inputs(text: str) -> Inputs:
    """What was frozen, record for record (bars in their order)."""
    kept = _read(text)
    return Inputs(
        **{
            **kept,
            "rules": thaw_rules(kept["rules"]),
            "mentees": tuple(MenteeInput(**one) for one in kept["mentees"]),
            "mentors": tuple(MentorInput(**one) for one in kept["mentors"]),
            "barred": tuple(
                Barred(mentee, mentor, Bar(bar)) for mentee, mentor, bar in kept["barred"]
            ),
        }
    )


def thaw_rules(kept: Mapping[str, Any]) -> Rules:
    """Rules from their plain form."""
    found = dict(kept)
    if "weights" in found:
        found["weights"] = {Component(name): one for name, one in found["weights"].items()}
    if "priority" in found:
        found["priority"] = Priority(found["priority"])
    if "scarcity" in found:
        found["scarcity"] = Scarcity(found["scarcity"])
    return Rules(**found)


def freeze_solution(solution: Solution) -> str:
    """The pairs with their proof as text; the same solution gives the same text."""
    return _text(
        {
            **_whole(solution),
            "pairs": [
                [one.mentee, one.mentor, one.score, int(one.locked), int(one.thin)]
                for one in solution.pairs
            ],
            "unmatched": [[one.mentee, one.why.value] for one in solution.unmatched],
            "floor": None if solution.floor is None else _whole(solution.floor),
            "quota": None if solution.quota is None else _whole(solution.quota),
        }
    )


def thaw_solution(text: str) -> Solution:
    """What was frozen, record for record."""
    kept = _read(text)
    return Solution(
        **{
            **kept,
            "pairs": tuple(
                Pair(mentee, mentor, score, bool(locked), bool(thin))
                for mentee, mentor, score, locked, thin in kept["pairs"]
            ),
            "unmatched": tuple(
                Unmatched(mentee, WithoutMentor(why)) for mentee, why in kept["unmatched"]
            ),
            "floor": None if kept["floor"] is None else Lift(**kept["floor"]),
            "quota": None if kept["quota"] is None else Lift(**kept["quota"]),
        }
    )


def digest(frozen: str) -> str:
    """SHA-256 of a frozen text, in hexadecimal: equal inputs have equal ones."""
    return hashlib.sha256(frozen.encode()).hexdigest()


def people_in(inputs: Inputs) -> frozenset[str]:
    """Everybody whom a copy of these inputs says something about."""
    found = {one.id for one in inputs.mentees} | {one.id for one in inputs.mentors}
    found |= {person for mentee in inputs.mentees for person in mentee.wishes}
    found |= {person for mentor in inputs.mentors for person in mentor.wishes}
    return frozenset(found | set(inputs.before) | set(inputs.before.values()))


def without_person(frozen_inputs: str, person_id: str) -> str:
    """Frozen inputs as if somebody had not been there; no score of two others depends on it."""
    kept = json.loads(frozen_inputs)
    for side in ("mentees", "mentors"):
        kept[side] = [one for one in kept[side] if one["id"] != person_id]
        for one in kept[side]:
            if person_id in one.get("wishes", ()):
                one["wishes"] = _others(one["wishes"], person_id)
    kept["barred"] = [one for one in kept["barred"] if person_id not in one[:2]]
    kept["before"] = {
        mentee: mentor
        for mentee, mentor in kept["before"].items()
        if person_id not in (mentee, mentor)
    }
    return _dumped(kept)


def solution_without(frozen_solution: str, person_id: str) -> str:
    """A frozen solution without the pairs of one person: who had them as mentor has nobody now.

    Sums and the weakest pair are of what is left; the proof is of what was.
    """
    kept = json.loads(frozen_solution)
    pairs = [one for one in kept["pairs"] if person_id not in one[:2]]
    alone = [
        [mentee, WithoutMentor.SEATS_SCARCE.value]
        for mentee, mentor, *_ in kept["pairs"]
        if mentor == person_id != mentee
    ]
    kept["pairs"] = pairs
    kept["unmatched"] = [one for one in kept["unmatched"] if one[0] != person_id] + alone
    kept["total"] = sum(score for _, _, score, *_ in pairs)
    kept["weakest"] = min((score for _, _, score, locked, _ in pairs if not locked), default=None)
    kept["prices"].pop(person_id, None)
    kept["moved"] = _others(kept["moved"], person_id)
    return _dumped(kept)


def _others(person_ids: list[str], person_id: str) -> list[str]:
    return [one for one in person_ids if one != person_id]


def _whole(record: Any) -> dict[str, Any]:
    """Every field, also one at its default: a default of a later version is another one."""
    return {one.name: getattr(record, one.name) for one in fields(record)}


def _plain(record: Any) -> dict[str, Any]:
    """Of a person only what is known: the rest is empty by default, and stays so."""
    return {
        one.name: value
        for one in fields(record)
        if (value := getattr(record, one.name)) != _default(one)
    }


def _default(one: Field[Any]) -> Any:
    if one.default is not MISSING:
        return one.default
    return one.default_factory() if one.default_factory is not MISSING else MISSING


def _text(kept: Mapping[str, Any]) -> str:
    return _dumped({"form": _FORM, **kept})


def _dumped(kept: Mapping[str, Any]) -> str:
    return json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _read(text: str) -> dict[str, Any]:
    kept: dict[str, Any] = _tupled(json.loads(text))
    if kept.pop("form") != _FORM:
        raise ValueError("A copy in a form of a later version")
    return kept


def _tupled(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_tupled(one) for one in value)
    if isinstance(value, dict):
        return {name: _tupled(one) for name, one in value.items()}
    return value
