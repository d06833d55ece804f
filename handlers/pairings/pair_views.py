"""*Our pairing*: what each of the two sees of it, and what they can do."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks
from handlers.blocks import Entry
from handlers.feature import Block, View
from handlers.ids import CheckIns, Conduct, Library, Pairings, Requests
from handlers.pairings import reason_words, words
from handlers.pairings.kind_views import kind_blocks
from handlers.said import named
from program.pairing import Pairing, PairingState
from program.text import shortened
from services.pairing_overview import Overview, Side
from services.pairing_reasons import Reasons

GUIDE = {"article": "first-meeting-guide"}
LAST_AGENDA = {"article": "agenda-last-meeting"}
MOST_LISTED = 15


def overview(shown: Overview) -> View:
    """The whole of it."""
    side, pairing, today = shown.side, shown.side.pairing, shown.today
    return blocks.modal(
        Pairings.OVERVIEW_VIEW,
        words.OVERVIEW_TITLE,
        [
            blocks.section(words.titled(side.other, side.location)),
            blocks.section(_standing(side, today)),
            *kind_blocks(shown),
            *_buttons(side),
            blocks.divider(),
            blocks.section(words.WHY_HEAD),
            why(shown.why, shown.reasons, for_mentee=side.is_mentee),
            *_facts(shown),
            *_end(shown),
        ],
        ids={"pairing": pairing.id},
    )


def why(text: str, reasons: Reasons, *, for_mentee: bool) -> Block:
    """Why these two: the words of whoever paired them, or what a draft found."""
    if text or reasons.found is None:
        return blocks.written(text or words.WHY_GONE)
    return blocks.section("\n".join(reason_words.sentences(reasons.found, for_mentee=for_mentee)))


def several(sides: Sequence[Side], today: date) -> View:
    """Which one, where somebody has more than one."""
    rows = [side_row(one, today, open_button(one)) for one in sides[:MOST_LISTED]]
    return blocks.modal(
        Pairings.OVERVIEW_LIST_VIEW,
        words.OVERVIEW_TITLE,
        [blocks.section(words.SEVERAL), *rows],
    )


def none_runs() -> View:
    return blocks.modal(
        Pairings.OVERVIEW_LIST_VIEW, words.OVERVIEW_TITLE, [blocks.section(words.NONE_RUNS)]
    )


def side_row(side: Side, today: date, accessory: Block) -> Block:
    """One pairing on one line, with a button or a menu."""
    return blocks.section(_line(side, today), accessory)


def open_button(side: Side, label: str = words.OPEN) -> Block:
    """To *Our pairing*."""
    return blocks.button(
        label,
        Pairings.OVERVIEW,
        ids={"pairing": side.pairing.id},
        spoken=shortened(f"{label}, {named(side.other)}", blocks.OPTION),
    )


def log_button(side: Side, *, style: str | None = None) -> Block:
    return blocks.button(
        words.LOG,
        CheckIns.LOG,
        ids={"pairing": side.pairing.id},
        style=style,
        spoken=shortened(f"{words.LOG}, {named(side.other)}", blocks.OPTION),
    )


def more_entries(side: Side) -> list[Entry]:
    """What stands in the `More` menu of one's own pairing."""
    ids = {"pairing": side.pairing.id}
    rests = side.pairing.state is PairingState.PAUSED
    return [
        Entry(words.CHANGE_DATE if rests else words.PAUSE, Requests.PAUSE, ids),
        Entry(words.ANOTHER, Requests.REPAIR, ids),
        Entry(words.DISCLOSE, Conduct.DISCLOSE, ids),
        Entry(words.CLOSE_WELL, Pairings.END, ids),
    ]


def mentor_menu(side: Side) -> Block:
    """Beside a mentee on their mentor's Home: all that can be done, at most five."""
    ids = {"pairing": side.pairing.id}
    rests = side.pairing.state is PairingState.PAUSED
    entries = [
        Entry(words.LOG, CheckIns.LOG, ids),
        Entry(words.OUR_PAIRING, Pairings.OVERVIEW, ids),
        Entry(words.RESUME, Requests.RESUME, ids)
        if rests
        else Entry(words.PAUSE, Requests.PAUSE, ids),
        Entry(words.ANOTHER, Requests.REPAIR, ids),
        Entry(words.DISCLOSE, Conduct.DISCLOSE, ids),
    ]
    return blocks.more(entries)


def guide_button() -> Block:
    return blocks.button(words.GUIDE, Library.READ, ids=GUIDE)


def meetings_button(side: Side) -> Block:
    return blocks.button(words.MEETINGS, CheckIns.MEETINGS, ids={"pairing": side.pairing.id})


def last_agenda_button() -> Block:
    return blocks.button(words.LAST_AGENDA, Library.READ, ids=LAST_AGENDA)


def resume_button(pairing: Pairing) -> Block:
    return blocks.button(words.RESUME, Requests.RESUME, ids={"pairing": pairing.id})


def _line(side: Side, today: date) -> str:
    kind = words.KINDS[side.pairing.kind][0]
    return f"{words.titled(side.other, side.location)}\n{_standing(side, today)} {kind}."


def _standing(side: Side, today: date) -> str:
    """State and rhythm: `*Active*, on track. Last met Wed 18 Feb.`"""
    pairing = side.pairing
    if pairing.state is PairingState.PAUSED:
        return f"*{words.state(pairing, today)}.* {words.rests()}"
    beat = words.beat(side.rhythm)
    shown = f"*{words.state(pairing, today)}*{f', {beat}' if beat else ''}."
    return f"{shown} {words.met(side.rhythm, today)}".strip()


def _buttons(side: Side) -> list[Block]:
    if not side.pairing.is_running:
        return []
    has_met = side.rhythm is not None and side.rhythm.last_met is not None
    rests = side.pairing.state is PairingState.PAUSED
    first = [
        log_button(side, style=None if rests else "primary"),
        meetings_button(side) if has_met else guide_button(),
    ]
    if rests:
        first.insert(0, resume_button(side.pairing))
    return [blocks.actions(*first, blocks.more(more_entries(side)))]


def _facts(shown: Overview) -> list[Block]:
    by_hand = shown.reasons.found is None  # else the reasons say it
    shared = shown.reasons.shared if by_hand else ()
    sentence = words.in_common(shared, for_mentee=shown.side.is_mentee)
    began = words.began(shown.side.pairing, shown.today)
    return [blocks.context(one) for one in (sentence, began) if one]


def _end(shown: Overview) -> list[Block]:
    """The last day, what was said at it, and the way back for whoever set it."""
    if shown.last_day is None:
        return []
    lines = [blocks.divider(), blocks.section(words.last_day(shown.last_day, shown.today))]
    if not shown.told_end:
        lines.append(blocks.context(words.not_told_yet(shown.side.other.name)))
    if shown.thanks:
        lines += [blocks.section(words.THANKS_HEAD), blocks.written(shown.thanks)]
    buttons = [last_agenda_button()] if shown.side.pairing.is_running else []
    if shown.may_reopen:
        buttons.append(reopen_button(shown.side.pairing))
    return [*lines, *([blocks.actions(*buttons)] if buttons else [])]


def reopen_button(pairing: Pairing) -> Block:
    """Let it go on; asked once, with who hears what."""
    return blocks.button(
        words.REOPEN,
        Pairings.REOPEN,
        ids={"pairing": pairing.id},
        confirm=blocks.confirm(
            words.REOPEN_TITLE,
            words.reopen_question(told=pairing.end_told),
            yes=words.REOPEN,
            no=words.KEEP_END,
        ),
    )
