"""One meeting and the list of them, as one of the two reads it."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks
from handlers.check_ins import words
from handlers.feature import Block, View
from handlers.ids import CheckIns
from program.check_in import CheckInState
from program.pairing import Pairing
from services.check_ins import Read, Seen


def meetings(pairing: Pairing, listed: Sequence[Seen], today: date) -> View:
    """The last meetings of a pairing, each with its state."""
    ids = {"pairing": pairing.id}
    rows = [_row(one, today) for one in listed] or [blocks.section(words.NO_MEETING)]
    buttons = [
        blocks.button(words.LOG, CheckIns.LOG, ids=ids, style="primary"),
        blocks.button(words.HAVE_DATE, CheckIns.DATE, ids=ids),
    ]
    row = [blocks.actions(*buttons)] if pairing.is_running else []
    return blocks.modal(CheckIns.MEETINGS_VIEW, words.MEETINGS_TITLE, [*row, *rows], ids=ids)


def meeting(read: Read, today: date) -> View:
    """Everything of one meeting, with what can be done about it."""
    seen = read.seen
    return blocks.modal(
        CheckIns.MEETING_VIEW,
        words.MEETING_TITLE,
        [
            blocks.section(words.row(seen, today)),
            *answering(seen, today),
            *_shared(read),
            blocks.context(words.who_reads()),
            *_own(read),
            *_buttons(seen, today),
        ],
        ids={"check_in": seen.check_in.id},
    )


def answering(seen: Seen, today: date) -> list[Block]:
    """What is asked of its reader, with the answers; nothing where nothing is."""
    if seen.check_in.waits_for(seen.me):
        return [
            blocks.section(words.confirm_question(seen, today)),
            blocks.actions(*confirm_buttons(seen, today)),
        ]
    if seen.check_in.state is CheckInState.DISPUTED and seen.check_in.ask_ends_at:
        return [
            blocks.section(words.differs(seen, today)),
            blocks.actions(*differ_buttons(seen, today)),
        ]
    return []


def confirm_buttons(seen: Seen, today: date) -> list[Block]:
    """Yes, or what it was instead."""
    ids = {"check_in": seen.check_in.id}
    return [
        blocks.button(
            words.YES,
            CheckIns.CONFIRM,
            ids=ids,
            style="primary",
            spoken=words.spoken(words.YES, seen, today),
        ),
        blocks.button(
            words.NOT_QUITE,
            CheckIns.ANSWER,
            ids=ids,
            spoken=words.spoken(words.NOT_QUITE, seen, today),
        ),
    ]


def differ_buttons(seen: Seen, today: date) -> list[Block]:
    """The two notes to choose from; or whether there was a meeting at all."""
    ids = {"check_in": seen.check_in.id}
    mine, theirs = seen.check_in.claim(seen.me), seen.check_in.claim(seen.other.id)
    if mine is not None and theirs is not None and mine.met and theirs.met:
        own = words.short(mine.met_on, mine.minutes, today)
        other = words.short(theirs.met_on, theirs.minutes, today)
        return [
            blocks.button(own, CheckIns.STAND_BY, ids=ids),
            blocks.button(other, CheckIns.CONFIRM, ids=ids),
            blocks.button(words.SOMETHING_ELSE, CheckIns.ANSWER, ids=ids),
        ]
    return [
        blocks.button(words.WE_MET, CheckIns.CONFIRM, ids=ids),
        blocks.button(words.WE_DID_NOT, CheckIns.DENY, ids=ids),
    ]


def take_back_button(seen: Seen, today: date) -> Block:
    """Take one's own note back; asks once."""
    return blocks.button(
        words.TAKE_BACK,
        CheckIns.WITHDRAW,
        ids={"check_in": seen.check_in.id},
        confirm=blocks.confirm(
            words.TAKE_BACK,
            words.take_back_question(seen.other, today, seen.check_in),
            yes=words.TAKE_BACK,
            no=words.KEEP_IT,
        ),
    )


def _row(seen: Seen, today: date) -> Block:
    button = blocks.button(
        words.OPEN,
        CheckIns.MEETING,
        ids={"check_in": seen.check_in.id},
        spoken=words.spoken(words.OPEN, seen, today),
    )
    return blocks.section(words.row(seen, today), button)


def _shared(read: Read) -> list[Block]:
    names = [one.name for one in read.shared.competencies]
    return [
        *([blocks.section(words.about(names))] if names else []),
        *(
            [blocks.strong(words.AGREED_LABEL), blocks.bulleted(read.shared.actions)]
            if read.shared.actions
            else []
        ),
        *([blocks.context(words.entered_by(read.entered_by))] if read.entered_by else []),
    ]


def _own(read: Read) -> list[Block]:
    shown: list[Block] = []
    own = read.own
    if own.note:
        shown += [blocks.divider(), blocks.context(words.own_note()), blocks.written(own.note)]
    if own.worth or own.in_the_way:
        shown.append(blocks.context(words.own_words(own.worth, own.in_the_way)))
    return shown


def _buttons(seen: Seen, today: date) -> list[Block]:
    if seen.check_in.state is CheckInState.WITHDRAWN:
        return []
    ids = {"check_in": seen.check_in.id}
    shown = [blocks.button(words.ADD_MORE, CheckIns.ADD, ids=ids)]
    if seen.may_change:
        shown.append(blocks.button(words.CHANGE, CheckIns.CORRECT, ids=ids))
        shown.append(take_back_button(seen, today))
    return [blocks.actions(*shown)]
