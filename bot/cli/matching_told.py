"""What `baton matching` says: each answer once as plain JSON, once as lines to be read."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.matching import pair_words, refusals, words
from handlers.said import listing
from program.matching.records import Lift
from program.matching_draft import Draft
from program.person import Person
from program.refusal import Trouble
from services.matching_reading import Proposal, ProposalRow
from services.matching_why import One, Option, WhyNotTold

_NOT_FOUND = "No pairs were found, and nothing was changed. Run it again; the log says what broke."


def failed(draft: Draft) -> str:
    """Why a run came to nothing."""
    code = f"matching.{draft.reason}"
    if code in refusals.REFUSALS and draft.reason not in {"never_pair", "locks_beyond_places"}:
        return refusals.said([Trouble(code)])
    return _NOT_FOUND


def proposal(found: Proposal, draft: Draft) -> dict[str, Any]:
    """A whole draft. Fits are 0 to 100; `gap` and `total` are in the same points."""
    return {
        "cohort": found.cohort.name,
        "program": found.cohort.program.name,
        "draft": found.number,
        "id": found.draft,
        "edits": found.edits,
        "proof": {
            "gap": found.gap / 100,
            "total": draft.figures.total / 100,
            "engine": found.engine,
            "inputs_sha256": draft.digest,
            "rules_version": draft.rules_version,
        },
        "mentees": draft.figures.mentees,
        "mentors": draft.figures.mentors,
        "places": draft.figures.places,
        "paired": found.paired,
        "mean": _fit(found.mean),
        "weakest": _fit(found.weakest),
        "floor": _lift(found.floor, 100),
        "quota": _lift(found.quota, 1),
        "moved": draft.figures.moved,
        "dropped": draft.figures.dropped,
        "reporting_lines_in_a_circle": draft.figures.cycle,
        "pairs": [_pair(one) for one in found.rows if one.mentor is not None],
        "without": [
            {"mentee": _person(one.mentee), "why": one.row.without}
            for one in found.rows
            if one.mentor is None
        ],
    }


def _pair(one: ProposalRow) -> dict[str, Any]:
    return {
        "mentee": _person(one.mentee),
        "mentor": _person(one.mentor),
        "fit": _fit(one.row.score),
        "margin": _fit(one.row.margin),
        "risk": one.row.risk,
        "thin": one.row.thin,
        "locked": one.row.locked,
    }


def lines(found: Proposal, draft: Draft) -> list[str]:
    """The same to be read."""
    said = [words.summary(found).replace("*", ""), words.prices(found), words.told(draft), ""]
    for one in found.rows:
        if one.mentor is None:
            why = pair_words.WITHOUT[one.row.without] if one.row.without else ""
            said.append(f"  {_name(one.mentee)}: no mentor. {why}")
            continue
        seen = words.marks(one.row)
        line = f"  {_name(one.mentee)} with {_name(one.mentor)}, {_said_fit(one.row.score)}"
        said.append(f"{line}. {seen}" if seen else line)
    told = [one for one in said[:3] if one]
    return [*told, *said[3:], "", f"Engine: {found.engine}. Fit is 0 to 100."]


def one(found: One) -> dict[str, Any]:
    """Why this mentor for this mentee."""
    why = found.explanation
    told: dict[str, Any] = {
        "mentee": _person(found.mentee),
        "mentor": _person(found.mentor),
        "locked": found.locked,
        "without": found.without,
        "barred": {**{bar.value: n for bar, n in found.bars.items()}, **_private(found.private)},
        "alternatives": [_option(one) for one in found.options],
    }
    if why is None:
        return told
    return {
        **told,
        "fit": _fit(why.score),
        "points": [
            {
                "component": one.component,
                "points": one.points / 10,
                "of": one.of / 10,
                "evidence": _named(one.evidence, found.competencies),
            }
            for one in why.points
        ],
        "reasons": [pair_words.reason(one, found.competencies) for one in why.reasons],
        "risk": why.risk,
        "margin": _fit(why.margin),
        "missing": list(why.missing),
        "thin": why.thin,
        "rank": why.rank,
        "possible": why.possible,
    }


def one_lines(found: One) -> list[str]:
    """The same to be read."""
    why = found.explanation
    if found.mentor is None or why is None:
        reason = pair_words.WITHOUT[found.without] if found.without else ""
        if found.bars or found.private:
            reason = pair_words.nobody(found.bars, found.private)
        return [f"{_name(found.mentee)}: no mentor. {reason}", *_options(found.options)]
    head = f"{_name(found.mentee)} with {_name(found.mentor)}, {pair_words.fit(why.score)}"
    said = [f"{head}{', locked' if found.locked else ''}."]
    said += [f"  {pair_words.points(one).replace('*', '')}" for one in why.points]
    said += [f"  {pair_words.reason(one, found.competencies)}" for one in why.reasons]
    said += [f"  {pair_words.RISKS[why.risk]}"] if why.risk else []
    said += [f"  {words.margin(why.margin)}"] if why.margin is not None else []
    said += [f"  {words.rank(why.rank, why.possible)}"]
    return [*said, *_options(found.options)]


def why_not(found: WhyNotTold) -> dict[str, Any]:
    """Why these two are not a pair; a confidential reason is one, and no fit stands beside it."""
    return {
        "mentee": _person(found.mentee),
        "mentor": _person(found.mentor),
        "is_pair": found.is_pair,
        "possible": not found.bars and not found.private,
        "fit": _fit(found.score),
        "bars": list(found.bars),
        "confidential": found.private,
        "price": _option(found.option) if found.option else None,
        "sentence": _sentence(found),
    }


def why_not_lines(found: WhyNotTold) -> list[str]:
    """The same to be read."""
    fit = f" {pair_words.fit(found.score)}." if found.score is not None else ""
    return [f"{_name(found.mentee)} with {_name(found.mentor)}:{fit} {_sentence(found)}"]


def _sentence(found: WhyNotTold) -> str:
    if found.is_pair:
        return words.IS_PAIR
    if found.option is None:
        return pair_words.bars(found.bars, private=found.private)
    return words.possible(_price(found.option))


def _price(option: Option) -> str:
    moving = [one for one in option.moved if one != option.without]
    named = listing([_name(one) for one in moving])
    moved = f"{pair_words.others(len(moving))}: {named}" if moving else "nobody else moves"
    told = f"{pair_words.cost(option.cost)}; {moved}"
    return f"{told}; {_name(option.without)} would have no mentor" if option.without else told


def _options(options: Sequence[Option]) -> list[str]:
    if not options:
        return []
    each = [
        f"  {_name(one.mentor)}, {pair_words.fit(one.score)}: {_price(one)}." for one in options
    ]
    return ["Other mentors:", *each]


def _option(option: Option) -> dict[str, Any]:
    return {
        "mentor": _person(option.mentor),
        "fit": _fit(option.score),
        "cost": option.cost / 100,
        "moved": [_person(one) for one in option.moved],
        "without": _person(option.without),
    }


def _named(
    evidence: Mapping[str, tuple[str, ...]], competencies: Mapping[str, str]
) -> dict[str, list[str]]:
    return {name: [competencies.get(one, one) for one in found] for name, found in evidence.items()}


def _private(number: int) -> dict[str, int]:
    return {"confidential": number} if number else {}


def _lift(found: Lift | None, unit: int) -> dict[str, float | None] | None:
    if found is None:
        return None
    wanted = None if found.wanted is None else found.wanted / unit
    return {"at": found.at / unit, "price": found.price / 100, "wanted": wanted}


def _person(person: Person | None) -> dict[str, str] | None:
    return None if person is None else {"slack": person.slack_user, "name": person.name}


def _name(person: Person) -> str:
    """A name on a terminal: signs that steer it are shown as what they are."""
    return "".join(sign if sign.isprintable() else "?" for sign in person.name)


def _fit(basis_points: int | None) -> float | None:
    return None if basis_points is None else basis_points / 100


def _said_fit(basis_points: int | None) -> str:
    return "" if basis_points is None else pair_words.fit(basis_points)
