"""What pairings put on Home: my mentor, my mentees, what waits for the program team."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks, cohort_line
from handlers.feature import Block, HomeButton, InboxItem, NextStep, Rank, Tab, Way
from handlers.ids import Pairings
from handlers.pairings import case_views, case_words, mentor_views, pair_views, words
from program.hours import local_day
from program.pairing import Flag, PairingState
from program.permissions import Act, may_somewhere
from services import pairing_cases, pairing_figures, pairing_home
from services.desk import Look
from services.pairing_cases import CaseLine
from services.pairing_home import Asked, MenteePart, MentorPart
from services.pairing_overview import Side

MOST_ON_HOME = 8
_RANKS = {
    Flag.CONFLICT: Rank.CONFLICT,
    Flag.IN_ONE_LINE: Rank.CONFLICT,
    Flag.MENTOR_GONE: Rank.MENTOR_LEFT,
    Flag.MENTEE_GONE: Rank.MENTOR_LEFT,
}


def my_mentor(look: Look) -> list[Block]:
    """The mentee's part: who mentors them, or that it is about places."""
    return mentee_blocks(pairing_home.mentee_part(look), _today(look))


def mentee_blocks(part: MenteePart, today: date) -> list[Block]:
    """The same for what was read."""
    shown = [block for side in part.sides for block in _mentee_side(side, today)]
    for cohort in part.waiting_in:
        text = f"{words.no_mentor(cohort, today)}\n{cohort_line.titled(cohort)}"
        shown.append(blocks.section(text))
    return [blocks.header(words.MY_MENTOR), *shown] if shown else []


def my_mentees(look: Look) -> list[Block]:
    """The mentor's part: the questions that are open, and everyone they mentor."""
    return mentor_blocks(pairing_home.mentor_part(look), _today(look))


def mentor_blocks(part: MentorPart, today: date) -> list[Block]:
    """The same for what was read."""
    if not part.is_mentor:
        return []
    rows = [_mentee_row(side, today) for side in part.sides[:MOST_ON_HOME]]
    return [
        blocks.header(words.my_mentees(part.taken, part.places)),
        *(block for asked in part.asked for block in _asked(asked, today)),
        *(rows or ([] if part.asked else [blocks.section(words.NO_MENTEES)])),
        *_more_than_shown(part),
    ]


def glance(look: Look) -> dict[str, list[tuple[str, int]]]:
    """How the pairings of each cohort stand; a cohort without any says nothing of them."""
    return {
        one.cohort.id: case_views.counted(one)
        for one in pairing_figures.figures(look)
        if one.states or one.waiting or one.places_free
    }


def home_buttons(look: Look) -> list[HomeButton]:
    """The way to the list, and to a proposal."""
    if not may_somewhere(look.actor, Act.PAIRINGS_OVERSEE):
        return []
    pairs = HomeButton(case_words.ALL_PAIRS, Pairings.LIST)
    if not may_somewhere(look.actor, Act.PAIRINGS_PROPOSE):
        return [pairs]
    return [pairs, HomeButton(words.PROPOSE_LABEL, Pairings.PROPOSE, Way.ACT)]


def inbox(look: Look) -> Sequence[InboxItem]:
    """What waits for the program team, from marked pairings to mentees without a yes."""
    if not may_somewhere(look.actor, Act.PAIRINGS_OVERSEE):
        return ()
    today = _today(look)
    return (
        *(_marked(one) for one in pairing_cases.to_look_at(look)),
        *(
            _item(Rank.SILENT_MENTOR, case_words.inbox_silent(one, today), one)
            for one in pairing_cases.silent(look)
        ),
        *(
            _item(Rank.SILENT_MENTOR, case_words.inbox_held_up(one, today), one)
            for one in pairing_cases.held_up(look)
        ),
        *(
            _item(Rank.DUE_TODAY, case_words.inbox_not_taken_up(one), one)
            for one in pairing_cases.not_taken_up(look)
        ),
    )


def next_step(look: Look) -> NextStep | None:
    """Somebody waits for my yes."""
    for one in pairing_home.mentor_part(look).asked:
        if one.pairing.state is PairingState.ASKED:
            return NextStep(
                rank=10,
                text=words.waits_for_you(one.mentee, one.pairing.answer_by, _today(look)),
                label=words.SEE_PICTURE,
                form=Pairings.PICTURE,
                ids={"pairing": one.pairing.id},
                tab=Tab.MENTOR,
                has_row=True,
            )
    return None


def _mentee_side(side: Side, today: date) -> list[Block]:
    row = pair_views.side_row(side, today, pair_views.open_button(side, words.OUR_PAIRING))
    rests = side.pairing.state is PairingState.PAUSED
    log = pair_views.log_button(side, style=None if rests else "primary")
    return [row, blocks.actions(log, blocks.more(pair_views.more_entries(side)))]


def _mentee_row(side: Side, today: date) -> Block:
    return pair_views.side_row(side, today, pair_views.mentor_menu(side))


def _asked(asked: Asked, today: date) -> list[Block]:
    if asked.pairing.state is not PairingState.ASKED:
        return [blocks.section(words.said_yes(asked.mentee, nothing_left=asked.nothing_left))]
    text = words.waits_for_you(asked.mentee, asked.pairing.answer_by, today)
    return [blocks.section(text, mentor_views.picture_button(asked.pairing.id))]


def _more_than_shown(part: MentorPart) -> list[Block]:
    over = len(part.sides) - MOST_ON_HOME
    if over <= 0:
        return []
    return [blocks.actions(blocks.button(words.all_of_them(over), Pairings.OVERVIEW))]


def _marked(line: CaseLine) -> InboxItem:
    flag = line.pairing.flag
    rank = _RANKS[flag] if flag else Rank.DUE_TODAY
    return _item(rank, case_words.inbox_flagged(line), line)


def _item(rank: Rank, text: str, line: CaseLine) -> InboxItem:
    return InboxItem(
        rank=rank,
        text=text,
        form=Pairings.CASE,
        ids={"pairing": line.pairing.id},
        spoken=case_views.spoken(line),
    )


def _today(look: Look) -> date:
    return local_day(look.now, look.actor.zone)
