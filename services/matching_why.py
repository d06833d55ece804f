"""Why this mentor, what else there is at what price, and why not that one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from program.matching.reasons import PRIVATE, Bar
from program.matching.records import Alternative, Explanation, WithoutMentor
from program.matching_draft import pair_subject
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal
from services import people
from services.desk import Look
from services.matching_reading import Opened, opened


@dataclass(frozen=True)
class Option:
    """Another mentor for a mentee, at an exact price."""

    mentor: Person
    score: int
    cost: int
    """Basis points of all pairs together; below 0 where keeping others in place had cost more."""
    moved: tuple[Person, ...] = ()
    """Other mentees whose mentor would change."""
    without: Person | None = None
    """Who would be left without a mentor, if somebody."""


@dataclass(frozen=True)
class One:
    """One mentee of a draft."""

    draft: str
    edits: int
    cohort_id: str
    mentee: Person
    mentor: Person | None
    explanation: Explanation | None
    """None for a mentee without a mentor."""
    options: tuple[Option, ...] = ()
    """At most five, the cheapest first; none that would touch a pair the reader is in."""
    locked: bool = False
    without: WithoutMentor | None = None
    bars: Mapping[Bar, int] = field(default_factory=dict)
    """Where nobody is possible: how many mentors which rule keeps away."""
    private: int = 0
    """And how many a confidential reason keeps away."""
    competencies: Mapping[str, str] = field(default_factory=dict)
    """Names by competency id, for the evidence of `explanation`."""


@dataclass(frozen=True)
class WhyNotTold:
    """The answer to: why not this mentor? as it may be told."""

    draft: str
    edits: int
    mentee: Person
    mentor: Person
    is_pair: bool = False
    score: int | None = None
    """None where a confidential reason stands in the way."""
    bars: tuple[Bar, ...] = ()
    """Rules in the way that may be told."""
    private: bool = False
    """A confidential reason is in the way, and no rule that may be told."""
    option: Option | None = None
    """The exact price, where nothing is in the way."""


def one(look: Look, draft_id: str, mentee_id: str) -> One:
    """One mentee of a draft: the pair, its reasons and its price, or why there is nobody.

    Raises Refusal `matching.no_draft`, `.not_ready` (state), `.copy_gone`, `.not_in_draft`
    (mentee), `permissions.*` (also where the reader is one of the two).
    """
    found = opened(look, draft_id)
    if mentee_id not in found.study.problem.row:
        raise Refusal("matching.not_in_draft", mentee=mentee_id)
    pair = next((one for one in found.solution.pairs if one.mentee == mentee_id), None)
    concerned = [mentee_id, *([pair.mentor] if pair else [])]
    require(look.actor, Act.MATCHING_SEE_PAIR, pair_subject(found.draft, *concerned))
    alternatives = [
        one
        for one in found.study.alternatives(found.edits, found.solution, mentee_id)
        if look.me not in _concerned(found, mentee_id, one)
    ]
    without = {one.mentee: one.why for one in found.solution.unmatched}.get(mentee_id)
    bars, private = _counted(found, mentee_id) if _nobody(without) else ({}, 0)
    known = _named(look, concerned, alternatives)
    return One(
        draft=found.draft.id,
        edits=found.draft.edits,
        cohort_id=found.draft.cohort.id,
        mentee=known[mentee_id],
        mentor=known[pair.mentor] if pair else None,
        explanation=found.study.explain(found.edits, found.solution, mentee_id, besides=look.me),
        options=tuple(_option(known, one) for one in alternatives),
        locked=pair is not None and pair.locked,
        without=without,
        bars=bars,
        private=private,
        competencies={one.id: one.name for one in found.draft.cohort.competencies},
    )


def why_not(look: Look, draft_id: str, mentee_id: str, mentor_id: str) -> WhyNotTold:
    """Why these two are not a pair: the rules that may be told, one confidential reason, or the
    exact price.

    Which confidential rule it is, and whose, is told nowhere. Raises Refusal `matching.no_draft`,
    `.not_ready` (state), `.copy_gone`, `.not_in_draft` (mentee, mentor), `permissions.*` (also
    where the reader is one of the two, or the price is also one of their own pair).
    """
    found = opened(look, draft_id)
    problem = found.study.problem
    if mentee_id not in problem.row or mentor_id not in problem.column:
        raise Refusal("matching.not_in_draft", mentee=mentee_id, mentor=mentor_id)
    subject = pair_subject(found.draft, mentee_id, mentor_id)
    require(look.actor, Act.MATCHING_SEE_PAIR, subject)
    answer = found.study.why_not(found.edits, found.solution, mentee_id, mentor_id)
    if answer.alternative is not None:
        others = _concerned(found, mentee_id, answer.alternative)
        require(look.actor, Act.MATCHING_SEE_PAIR, pair_subject(found.draft, *others))
    open_bars, private = told(answer.bars)
    known = _named(look, [mentee_id, mentor_id], [answer.alternative] if answer.alternative else [])
    return WhyNotTold(
        draft=found.draft.id,
        edits=found.draft.edits,
        mentee=known[mentee_id],
        mentor=known[mentor_id],
        is_pair=answer.is_pair,
        score=None if private else answer.score,
        bars=open_bars,
        private=private,
        option=_option(known, answer.alternative) if answer.alternative else None,
    )


def _concerned(found: Opened, mentee_id: str, one: Alternative) -> frozenset[str]:
    """Everybody whose pairs a price is made of: who knows the others could work theirs out."""
    now = {pair.mentee: pair.mentor for pair in found.solution.pairs}
    before = [now.get(mentee) for mentee in (mentee_id, *one.moved)]
    everybody = {mentee_id, one.mentor, *one.moved, *one.then, *before}
    return frozenset(person for person in everybody if person is not None)


def told(bars: Sequence[Bar]) -> tuple[tuple[Bar, ...], bool]:
    """The rules that may be told, and whether there is nothing to tell but a confidential one."""
    open_bars = tuple(one for one in bars if one not in PRIVATE)
    return open_bars, bool(bars) and not open_bars


def _counted(found: Opened, mentee_id: str) -> tuple[Mapping[Bar, int], int]:
    """How many mentors the first rule that may be told keeps away, and how many another."""
    barred = found.study.barred(found.edits, found.solution, mentee_id)
    answers = [told(one) for one in barred.values()]
    first = Counter(bars[0] for bars, _ in answers if bars)
    return first, sum(private for _, private in answers)


def _nobody(without: WithoutMentor | None) -> bool:
    return without is WithoutMentor.NOBODY_POSSIBLE


def _named(
    look: Look, ids: Sequence[str], alternatives: Sequence[Alternative]
) -> Mapping[str, Person]:
    others = [one for alternative in alternatives for one in alternative.moved]
    return people.named(look, {*ids, *others, *(one.mentor for one in alternatives)})


def _option(known: Mapping[str, Person], one: Alternative) -> Option:
    return Option(
        mentor=known[one.mentor],
        score=one.score,
        cost=one.cost,
        moved=tuple(known[mentee] for mentee in one.moved),
        without=known[one.without] if one.without else None,
    )
