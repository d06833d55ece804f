"""The words of *Run the matching* and *What counts*."""

from collections.abc import Mapping, Sequence

from handlers.matching import pair_words
from handlers.said import counted, listing, mention, said
from program.matching.cover import CompetencyCover, Cover
from program.matching.recruiting import Recruit, Trait
from program.matching.rules import Component, Priority, Scarcity
from program.person import Person
from services.matching_preview import Preview

RUN_TITLE = "Run the matching"
RUN = "Run the matching"
WAIT_TITLE = "Run the matching"
WEIGHTS_TITLE = "What counts"
RECRUIT_TITLE = "Whom to recruit"
KEEP = "Keep"
PREVIEW = "Preview"
WHAT_COUNTS = "What counts"
RECRUIT_HEAD = "One more mentor like these would help most:"
NOBODY_TO_RECRUIT = "Everybody has a mentor, and no place is short. Nobody has to be recruited."
INTRO = "Nobody hears of a draft. Mentors are asked only when you launch it."
PRIORITY_LABEL = "What goes first"
PRIORITIES: Mapping[Priority, tuple[str, str]] = {
    Priority.PARTICIPATION: ("Most people", "As many mentees as possible, then the best fit"),
    Priority.QUALITY: ("Best fit", "No pair below the line, then as many as possible"),
}
FLOOR_LABEL = "The weakest pair"
FLOOR = "Lift it, if that costs at most 1% of the fit of all"
WEIGHTS_INTRO = (
    "Nine weights that sum to 100. Where nobody can say anything about one of them, the others "
    "stand for it, and the pair is marked as thin."
)
WEIGHTS: Mapping[Component, tuple[str, str]] = {
    Component.SKILLS: ("Skills", "What they want to learn, and what the mentor is strong in"),
    Component.ASPIRATION: ("Aspiration", "Where both of them aim"),
    Component.FUNCTIONS: ("Functions", "What they want to see, and what the mentor can open"),
    Component.STYLE: ("Style", "How they learn, and how the mentor works"),
    Component.SENIORITY: ("Seniority", "How far apart they are: neither too near nor too far"),
    Component.HOURS: ("Hours", "Working hours both share"),
    Component.LANGUAGE: ("Language", "Languages both speak"),
    Component.WISHES: ("Wishes", "Whom they named, and who named them"),
    Component.SIGNALS: ("Signals", "What others see in them, and what the mentor offers for it"),
}
SCARCITY_LABEL = "Who has a mentor where places are scarce"
SCARCITY_HINT = (
    "The charter states this rule, and it decides wherever there are not places for all. Those "
    "who take part are told when it changes."
)
SCARCITIES: Mapping[Scarcity, tuple[str, str]] = {
    Scarcity.ACCEPTANCE: ("Whoever was accepted first", ""),
    Scarcity.POTENTIAL: ("Whose potential was rated highest", "Among equals, who came first"),
}
DEPTH_LABEL = "Reporting levels that never mentor"
DEPTH_HINT = "2 to 6, up and down, dotted lines included."
LINE_LABEL = "The line: fit that is good enough"
LINE_HINT = "0 to 100. A pair below it is marked; with Best fit it is not made."
QUOTA_LABEL = "At least so many of each location get a mentor, in %"
QUOTA_HINT = "May stay empty. What it costs is told with the draft."
NO_LINES = "No reporting line keeps anybody apart."
NO_DRAFT_YET = "There is no draft to compare with yet. Run the matching first."
RULES_KEPT = "Kept. They count from the next run on; a draft that is there stays as it is."
MOST_NAMED = 5


def before(number: int, locked: int) -> str:
    """What becomes of the draft there is."""
    kept = f" and its {counted(locked, 'lock', 'locks')}" if locked else ""
    return (
        f"Draft {number} is kept in mind: pairs{kept} stay where that costs little, and it can "
        "be brought back."
    )


def standing(cover: Cover) -> str:
    """Who is there, and whether there are places for all."""
    line = (
        f"*{counted(cover.mentees, 'mentee', 'mentees')}* and "
        f"*{counted(cover.mentors, 'mentor', 'mentors')}* with "
        f"*{counted(cover.places, 'free place', 'free places')}*."
    )
    if not cover.short:
        return line
    short = counted(cover.short, "mentee goes", "mentees go")
    return f"{line} :warning: {short} without a mentor, whoever they are."


def competency(one: CompetencyCover, name: str) -> str:
    """One competency that more want than have places."""
    return (
        f"• {said(name)}: wanted by {one.wanted:,}, offered by "
        f"{counted(one.offered, 'mentor', 'mentors')} with "
        f"{counted(one.places, 'free place', 'free places')}"
    )


def covered() -> str:
    return "Every competency that is wanted is offered with places enough."


def without_profile(mentees: Sequence[Person], mentors: Sequence[Person]) -> str:
    """Of whom too little is known."""
    parts = []
    if mentees:
        parts.append(f"{counted(len(mentees), 'mentee', 'mentees')} ({names(mentees)})")
    if mentors:
        parts.append(f"{counted(len(mentors), 'mentor', 'mentors')} ({names(mentors)})")
    return f"No profile yet: {listing(parts)}."


def lines(pairs: Sequence[tuple[Person, Person]]) -> str:
    """Whom the rule of reporting lines keeps apart."""
    shown = [
        f"{mention(mentee.slack_user)} and {mention(mentor.slack_user)}"
        for mentee, mentor in pairs[:MOST_NAMED]
    ]
    over = len(pairs) - MOST_NAMED
    more = f"; {over:,} more" if over > 0 else ""
    return f"One reporting line keeps apart: {'; '.join(shown)}{more}."


def names(people: Sequence[Person]) -> str:
    """Names of a few, the others counted."""
    shown = [mention(one.slack_user) for one in people[:MOST_NAMED]]
    over = len(people) - MOST_NAMED
    return ", ".join([*shown, *([f"{over:,} more"] if over > 0 else [])])


def waiting(number: int, done: int, total: int | None) -> str:
    """How far a run is."""
    far = f" {100 * min(done, total) // total}% done." if total else ""
    return f":hourglass: *Draft {number}* is being worked out.{far}"


def waiting_long() -> str:
    return "You can close this. A message comes as soon as it is ready."


def preview(found: Preview) -> str:
    """What other rules would change; nothing of it is kept."""
    if not found.changed and found.mean_before == found.mean_after:
        return "*Preview:* nobody would have another mentor."
    parts = [f"{found.changed:,} of {found.pairs:,} would have another mentor"]
    parts.append(f"{counted(found.paired, 'pair', 'pairs')} in all")
    told = _change("Mean", found.mean_before, found.mean_after)
    weakest = _change("weakest", found.weakest_before, found.weakest_after)
    figures = ", ".join(one for one in (told, weakest) if one)
    return f"*Preview:* {', '.join(parts)}. {figures}{'.' if figures else ''} Nothing is kept yet."


def recruit(one: Recruit, name: str) -> str:
    """A kind of mentor of whom one more would help, and by how much."""
    kind = {
        Trait.COMPETENCY: f"strong in *{said(name)}*",
        Trait.FUNCTION: f"from *{said(name)}*",
        Trait.LOCATION: f"in *{said(name)}*",
    }[one.trait]
    waits = counted(one.waiting, "mentee without a mentor wants", "mentees without a mentor want")
    told = [f"Somebody {kind}: you have {one.have:,}"]
    if one.waiting:
        told.append(f"{waits} this")
    if one.worth:
        told.append(f"one more place is worth {pair_words.fit(one.worth)} fit points")
    return "; ".join(told)


def _change(word: str, before: int | None, after: int | None) -> str:
    """`Mean 80.9 (-0.3)`; empty where there is nothing to compare."""
    if after is None:
        return ""
    shown = f"{word} {pair_words.fit(after)}"
    if before is None or before == after:
        return shown
    return f"{shown} ({(after - before) / 100:+.1f})"
