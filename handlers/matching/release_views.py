"""The two steps of a launch, what became of it, and its lines in the inbox."""

from collections.abc import Sequence

from handlers import blocks, inputs
from handlers.blocks import Choice as Entry
from handlers.feature import Block, Ids, InboxItem, Rank, View
from handlers.ids import Matching, Pairings, Release
from handlers.matching import release_words as words
from handlers.said import named
from program.matching_draft import Draft
from program.permissions import Act, may_somewhere
from program.person import Person
from program.release import MOST_CHOSEN, Choice, Launched, What
from program.text import shortened
from services import releases
from services.desk import Look
from services.release_checklist import Checklist

SEPARATOR = "."
"""Between ids in a view's own data; no id has one."""


def first(check: Checklist, zone: str) -> View:
    """The checklist, and which pairs."""
    choices = [one for one in What if one is not What.LOCKED or check.locked]
    entries = [Entry(one, words.which(one, check)) for one in choices]
    chosen = check.choice.what if check.choice.what in choices else What.ALL
    return blocks.modal(
        Release.LAUNCH_VIEW,
        words.TITLE,
        [
            blocks.context(words.STEP_1),
            blocks.section(words.of_draft(check)),
            *_before(check, zone),
            blocks.section(words.CHECKLIST),
            blocks.bulleted(words.checklist(check)),
            *_impossible(check),
            inputs.radio_input("what", words.WHAT_LABEL, entries, chosen),
            inputs.searches_input(
                "chosen",
                words.CHOSEN_LABEL,
                Release.PAIRS,
                most=MOST_CHOSEN,
                initial=[mentee_entry(one) for one in check.chosen],
                hint=words.CHOSEN_HINT,
                optional=True,
            ),
        ],
        submit=words.NEXT,
        ids=_ids(check),
    )


def second(check: Checklist) -> View:
    """Who is asked, who hears what; Submit asks."""
    return blocks.modal(
        Release.LAUNCH_SURE_VIEW,
        words.TITLE,
        [
            blocks.context(words.STEP_2),
            blocks.section(words.sure(check)),
            *_impossible(check),
            blocks.context(words.what_follows()),
            blocks.actions(blocks.button(words.BACK, Release.BACK)),
        ],
        submit=words.ASK,
        ids=_ids(check),
    )


def asked(draft: Draft, pairs: int) -> View:
    """In place of the second step."""
    return blocks.modal(
        Release.STANDING_VIEW,
        words.TITLE,
        [blocks.section(words.asked_now(pairs)), blocks.actions(standing_button(draft.id))],
        ids={"draft": draft.id},
    )


def standing(launched: Sequence[Launched], gone: Sequence[str], zone: str, *, rest: int) -> View:
    """What became of the launches of a draft; `gone`: pairs that could not be asked, in words.

    `rest`: pairs that may still be launched.
    """
    listed = [blocks.section(words.standing(one, zone)) for one in launched]
    return blocks.modal(
        Release.STANDING_VIEW, words.TITLE, [*listed, *_not_possible(gone), *_rest(launched, rest)]
    )


def standing_button(draft_id: str, label: str = words.SEE_LAUNCH) -> Block:
    """To what became of a launch."""
    return blocks.button(label, Release.STANDING, ids={"draft": draft_id})


def board_button(draft_id: str) -> Block:
    """To the list of a draft."""
    return blocks.button(words.OPEN_BOARD, Matching.BOARD, ids={"draft": draft_id}, style="primary")


def pair_entry(mentee: Person, mentor: Person) -> Entry:
    """A pair of the draft as one entry of a menu that is searched."""
    detail = shortened(named(mentor), blocks.OPTION)
    return Entry(mentee.id, shortened(named(mentee), blocks.OPTION), detail)


def mentee_entry(mentee: Person) -> Entry:
    """The same, already chosen."""
    return Entry(mentee.id, shortened(named(mentee), blocks.OPTION))


def inbox(look: Look) -> list[InboxItem]:
    """Mentees for whom nobody is left to be asked: a program manager decides."""
    if not may_somewhere(look.actor, Act.PAIRINGS_PROPOSE):
        return []
    return [
        InboxItem(
            rank=Rank.DUE_TODAY,
            text=words.unserved(one.mentee.slack_user, one.release.cohort),
            form=Pairings.PROPOSE,
            label="Pair by hand",
            ids={"cohort": one.release.cohort.id, "mentee": one.mentee.id},
            spoken=shortened(f"Pair by hand, {named(one.mentee)}", blocks.OPTION),
        )
        for one in releases.unserved(look)
    ]


def choice_of(ids: Ids) -> Choice:
    """The choice that travels between the steps; what is none of ours is *all*."""
    what = ids.get("what", "")
    mentees = tuple(one for one in ids.get("mentees", "").split(SEPARATOR) if one)
    return Choice(What(what) if what in set(What) else What.ALL, mentees)


def _ids(check: Checklist) -> dict[str, str]:
    found = {
        "draft": check.draft.id,
        "made_on": str(check.draft.edits),
        "seen": str(len(check.launched)),
        "what": check.choice.what,
        "mentees": SEPARATOR.join(check.choice.mentees),
    }
    return {name: value for name, value in found.items() if value}


def _before(check: Checklist, zone: str) -> list[Block]:
    if not check.launched:
        return []
    return [blocks.context(words.launched_before(check.launched, zone))]


def _impossible(check: Checklist) -> list[Block]:
    return _not_possible([words.impossible(one) for one in check.impossible])


def _not_possible(lines: Sequence[str]) -> list[Block]:
    if not lines:
        return []
    shown, over = list(lines[: words.MOST_LISTED]), len(lines) - words.MOST_LISTED
    if over > 0:
        shown.append(words.more(over))
    return [
        blocks.section(words.NOT_POSSIBLE),
        blocks.bulleted(shown),
        blocks.context(words.NEXT_BY_RULE),
    ]


def _rest(launched: Sequence[Launched], rest: int) -> list[Block]:
    """The way to the rest of a draft that was launched in part."""
    if not rest:
        return []
    draft = launched[0].release.draft_id
    return [blocks.actions(blocks.button(words.TITLE, Release.LAUNCH, ids={"draft": draft}))]
