"""Sentences of the matching that its screens share: the draft, its list, one mentee."""

from collections.abc import Mapping

from handlers.matching import pair_words
from handlers.said import counted, local_day, mention, said
from program.cohort import Cohort
from program.matching.records import Lift
from program.matching.rows import Row, Shown
from program.matching_draft import Draft, DraftState
from program.person import Person
from services.matching_reading import Proposal, ProposalRow

MATCHING = "Matching"
BOARD_TITLE = "Calibration"
MENTEE_TITLE = "One mentee"
WHY_NOT_TITLE = "Why not this mentor?"
VETO_TITLE = "Veto"
CHOOSE_TITLE = "Which cohort?"
WHICH_COHORT = "Several cohorts run. For which one is it?"
CHOOSE = "Choose"
CONTINUE = "Continue"
GO = "Go to a mentee"
GO_AGAIN = "See how far it is"
PREVIOUS = "Previous"
NEXT = "Next"
LAUNCH = "Launch…"
RERUN = "Run again"
WEIGHTS = "What counts"
RECRUIT = "Whom to recruit"
OPEN = "Open"
LOCK = "Lock"
UNLOCK = "Unlock"
VETO = "Veto…"
WHY_NOT = "Why not…?"
TAKE = "Take and lock"
ALLOW = "Take the veto back"
KEEP = "Keep this draft"
BACK = "Back to the last"
MENTOR_PLACEHOLDER = "A mentor's name"
VETO_LABEL = "What speaks against the two?"
VETO_SEND = "Veto"
VETO_HINT = "Nobody is told. The draft looks for the next best pair at once."
ALTERNATIVES_HEAD = "*Other mentors, and what each would cost*"
ASK_WHY_NOT = "Choose a mentor, and read here what keeps them apart or what it would cost."
IS_PAIR = "They are the pair of this draft."
NOTHING_HERE = "Nobody stands here."
OWN = "This one is about you: another program manager looks at it."
KEPT_NOTE = "This draft stays."
BACK_NOTE = "The draft before is back, as it was."
ASKED = "asked"
NOT_ASKED = "could not be asked"
FIT_NOTE = "Fit is 0 to 100 and for program managers only. A cost is in fit points of all together."
SHOWN: Mapping[Shown, str] = {
    Shown.NEEDS_LOOK: "Needs a look",
    Shown.CLOSE: "Close calls",
    Shown.THIN: "Thin profiles",
    Shown.BELOW: "Below the line",
    Shown.WITHOUT: "Without a mentor",
    Shown.LOCKED: "Locked",
    Shown.CHANGED: "Changed",
    Shown.ALL: "All",
}


def paired(pairs: int, mentees: int) -> str:
    return f"{pairs:,} of {mentees:,} paired"


def summary(proposal: Proposal) -> str:
    """The line on top: how many, mean, weakest, and whether anything better exists."""
    parts = [f"*Draft {proposal.number}:* {paired(proposal.paired, len(proposal.rows))}"]
    if proposal.mean is not None:
        parts.append(f"mean {pair_words.fit(proposal.mean)}")
    if proposal.weakest is not None:
        parts.append(f"weakest {pair_words.fit(proposal.weakest)}")
    return f"{', '.join(parts)}; {proven(proposal.gap, proposal.total)}."


def proven(gap: int, total: int) -> str:
    """`no better set exists`, or how much better one could be at most."""
    if gap <= 0:
        return "no better set exists"
    share = 100 * gap / max(1, total)
    return f"at most {max(0.1, share):.1f}% better possible"


def prices(proposal: Proposal) -> str:
    """What lifting the weakest and holding the quota did; empty where neither was asked for."""
    said_so = []
    if proposal.floor is not None:
        price = pair_words.cost(proposal.floor.price)
        lifted = f"The weakest pair was lifted to {pair_words.fit(proposal.floor.at)}, which"
        said_so.append(f"{lifted} {price}.")
    quota = proposal.quota
    if quota is not None:
        said_so.append(_quota_held(quota))
    return " ".join(said_so)


def _quota_held(quota: Lift) -> str:
    """What of the quota per location is held, what it costs, and what could not be reached."""
    if not quota.at and quota.wanted:
        return f"{quota.wanted}% of each location could not be reached: one has no pair at all."
    held = f"Each location has mentors for {quota.at}% of its mentees, which"
    wish = f" {quota.wanted}% could not be reached." if quota.wanted else ""
    return f"{held} {pair_words.cost(quota.price)}.{wish}"


def hub(proposal: Proposal) -> str:
    """One mentor whom many would get if there were places enough; empty where nobody stands out."""
    if proposal.hub is None or proposal.hub[1] < _MANY or len(proposal.rows) < _PER_CENT_FROM:
        return ""
    mentor, share = proposal.hub
    return f"{mention(mentor.slack_user)} would be the best mentor for {share}% of all."


def told(draft: Draft) -> str:
    """What a program manager is told of a draft beside its pairs; empty where nothing."""
    if not draft.figures.cycle:
        return ""
    people = counted(draft.figures.cycle, "person", "people")
    return (
        f"The reporting lines of {people} lead in a circle, so none of them mentors another. "
        "The roster can be put right."
    )


def line(one: ProposalRow, *, asked: bool | None = None) -> str:
    """A mentee on one line; a second one only if something is to be seen.

    `asked`: None before their pair was launched, False where the mentor could not be asked.
    """
    first = f"*{mention(one.mentee.slack_user)}*"
    if one.own:
        return f"{first}\n{OWN}"
    if one.mentor is None:
        why = pair_words.WITHOUT[one.row.without] if one.row.without else ""
        return f"{first} · no mentor\n{why}".strip()
    parts = [f"{first} with {mention(one.mentor.slack_user)}"]
    parts += [pair_words.fit(one.row.score)] if one.row.score is not None else []
    parts += [word for word, holds in _states(one.row) if holds]
    parts += [] if asked is None else [ASKED if asked else NOT_ASKED]
    seen = marks(one.row)
    return f"{' · '.join(parts)}\n{seen}" if seen else " · ".join(parts)


def marks(row: Row) -> str:
    """What is to be seen of a pair, in short sentences."""
    said_so = []
    if row.close and row.margin is not None:
        said_so.append(margin(row.margin))
    if row.below:
        said_so.append("Below the line.")
    if row.thin:
        said_so.append("Thin: little is known of one of them.")
    return " ".join(said_so)


def margin(basis_points: int) -> str:
    """How far the next best is."""
    if basis_points < 0:
        more = pair_words.fit(-basis_points)
        return f"Another mentor fits {more} better; their place is worth more elsewhere."
    if basis_points == 0:
        return "Another mentor fits as well."
    return f"{pair_words.fit(basis_points)} ahead of the next best."


def possible(price: str) -> str:
    """Of a pair that no rule forbids: `Possible, costs 4.1 in all; 2 others move: …`."""
    return f"Possible, {price}."


def rank(place: int, possible: int) -> str:
    """Which of the possible mentors it is, by fit alone."""
    of = counted(possible, "possible mentor", "possible mentors")
    return (
        f"By fit alone the best of {of}." if place == 1 else f"By fit alone number {place} of {of}."
    )


def shown(one: Shown, number: int) -> str:
    """An entry of the filter with how many stand in it: `Close calls (6)`."""
    return f"{SHOWN[one]} ({number:,})"


def place(first: int, last: int, total: int) -> str:
    return f"{first:,} to {last:,} of {total:,}"


def card(draft: Draft, zone: str, editor: Person | None) -> str:
    """A draft on Home: how it stands, and since when."""
    figures, whose = draft.figures, f"*Draft {draft.number}* · {said(draft.cohort.name)}"
    if draft.state is not DraftState.READY:
        return f"{whose}\n{STATES[draft.state]}"
    parts = [paired(figures.pairs, figures.mentees)]
    parts += [f"{figures.locked:,} locked"] if figures.locked else []
    parts += [f"{figures.without:,} without a mentor"] if figures.without else []
    since = draft.edited_at or draft.ready_at or draft.asked_at
    by = f" by {mention(editor.slack_user)}" if editor else ""
    return f"{whose}\n{', '.join(parts)}. Last change {local_day(since, zone)}{by}."


def part_card(draft: Draft, left: int) -> str:
    """On Home, of a draft that was launched in part."""
    whose = f"*Draft {draft.number}* · {said(draft.cohort.name)}"
    return f"{whose}\nLaunched in part: {counted(left, 'pair', 'pairs')} still to launch."


def not_run(cohort: Cohort) -> str:
    """Of a cohort without a draft, on Home."""
    return f"*{said(cohort.name)}*\nNominations are closed, and nobody has looked for pairs yet."


STATES: Mapping[DraftState, str] = {
    DraftState.QUEUED: "It is being worked out.",
    DraftState.RUNNING: "It is being worked out.",
    DraftState.READY: "It waits for you.",
    DraftState.FAILED: "It could not be worked out. Run it again.",
    DraftState.DISCARDED: "A later draft took its place.",
    DraftState.RELEASING: "It is launched; its mentors are being asked.",
    DraftState.RELEASED: "It is launched; its mentors are asked.",
}


def launched(state: DraftState, done: int, pairs: int) -> str:
    """Over the list of a draft: how it stands, and how much of it was launched."""
    if not 0 < done < pairs:
        return STATES[state]
    asked = "are asked" if state is DraftState.RELEASED else "are being asked"
    of = counted(pairs, "pair", "pairs")
    return f"Launched in part: {done:,} of {of}; their mentors {asked}."


def not_launched(draft: Draft) -> str:
    """A line of the inbox."""
    figures = draft.figures
    cohort = said(draft.cohort.name)
    return f"*Draft not launched* · {cohort} · {paired(figures.pairs, figures.mentees)}"


def launched_in_part(draft: Draft, left: int) -> str:
    """A line of the inbox, where some pairs of a draft are left."""
    cohort, pairs = said(draft.cohort.name), counted(left, "pair", "pairs")
    return f"*Launched in part* · {cohort} · {pairs} still to launch"


_MANY = 25
"""Per cent of all mentees: from there on one mentor stands out."""
_PER_CENT_FROM = 20
"""Of fewer people nothing is said in per cent."""


def _states(row: Row) -> tuple[tuple[str, bool], ...]:
    return (("locked", row.locked), ("moved", row.changed))
