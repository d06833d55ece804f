"""What the program team sees: rows of the list, figures, and one pairing without its words."""

from collections.abc import Sequence
from datetime import date

from documents.sheet import Sheet
from handlers import blocks, cohort_line
from handlers.feature import Block, View
from handlers.ids import Pairings
from handlers.pairings import case_words, reason_words, words
from handlers.pairings.pair_views import reopen_button
from handlers.said import named
from program.hours import local_day
from program.pairing import GONE, PairingState, StepTaken
from program.text import shortened
from services.pairing_cases import Case, CaseLine
from services.pairing_figures import Figures

MOST_STEPS = 12


def case(shown: Case, zone: str) -> View:
    """One pairing: state, why these two, and what happened; nothing of what the two say."""
    line, pairing = shown.line, shown.line.pairing
    return blocks.modal(
        Pairings.CASE_VIEW,
        case_words.CASE_TITLE,
        [
            blocks.section(case_words.pair(line)),
            blocks.section(_standing(line, zone, shown.today)),
            *_notes(shown),
            *_buttons(shown),
            blocks.divider(),
            blocks.section(words.WHY_THEM_HEAD),
            _why(shown),
            blocks.divider(),
            *_history(shown, zone),
        ],
        ids={"pairing": pairing.id},
    )


def _why(shown: Case) -> Block:
    """The words of whoever paired them, or what the two share, as a draft found it."""
    found = shown.reasons.found
    if shown.why or found is None:
        return blocks.written(shown.why or words.WHY_GONE)
    return blocks.bulleted(reason_words.facts(found) or [reason_words.FOUND_HEAD])


def row(line: CaseLine, zone: str, today: date) -> Block:
    """One row of the list."""
    text = f"{case_words.pair(line)}\n{_standing(line, zone, today)}"
    return blocks.section(text, open_button(line))


def open_button(line: CaseLine) -> Block:
    return blocks.button(
        words.OPEN,
        Pairings.CASE,
        ids={"pairing": line.pairing.id},
        spoken=spoken(line),
    )


def spoken(line: CaseLine) -> str:
    """Tells the buttons of a list apart."""
    mentee, mentor = shortened(named(line.mentee), 30), shortened(named(line.mentor), 30)
    return shortened(f"{words.OPEN}, {mentee} and {mentor}", blocks.OPTION)


def sheet(lines: Sequence[CaseLine], zone: str, today: date) -> Sheet:
    """The same rows for the download: names and states, no words."""
    return Sheet(
        case_words.TITLE,
        case_words.HEADING,
        [
            (
                line.mentee.name,
                line.mentor.name,
                line.pairing.cohort.name,
                words.state(line.pairing, today),
                words.beat(line.rhythm),
                line.rhythm.last_met if line.rhythm else None,
                local_day(line.pairing.asked_at, zone),
                line.pairing.started_on,
            )
            for line in lines
        ],
    )


def counted(one: Figures) -> list[tuple[str, int]]:
    """The figures of one cohort, those of nobody left out."""
    counts = [
        (label, one.states[state])
        for state, label in case_words.FIGURES.items()
        if one.states.get(state)
    ]
    return [*counts, (case_words.WAITING, one.waiting), (case_words.PLACES_FREE, one.places_free)]


def _standing(line: CaseLine, zone: str, today: date) -> str:
    standing = case_words.standing(line.pairing, line.rhythm, zone, today)
    return f"{standing} · {cohort_line.titled(line.pairing.cohort)}"


def _notes(shown: Case) -> list[Block]:
    pairing = shown.line.pairing
    notes = []
    if pairing.flag:
        notes.append(blocks.section(case_words.flagged(pairing)))
    if pairing.state is PairingState.READY:
        notes.append(blocks.context(case_words.left(shown.left)))
    if pairing.ended_on and pairing.is_running:
        notes.append(blocks.section(words.last_day(pairing.ended_on, shown.today)))
    if pairing.ending:
        notes.append(blocks.context(words.ENDINGS[pairing.ending][0]))
    return notes


def _buttons(shown: Case) -> list[Block]:
    pairing = shown.line.pairing
    ids = {"pairing": pairing.id}
    buttons = []
    if shown.may_settle and not (pairing.is_running and pairing.flag in GONE):
        label = case_words.SETTLE if pairing.is_running else case_words.SEEN
        buttons.append(blocks.button(label, Pairings.SETTLE, ids=ids))
    if shown.may_propose:
        again = {"cohort": pairing.cohort.id, "mentee": pairing.mentee}
        buttons.append(blocks.button(case_words.PROPOSE_ANOTHER, Pairings.PROPOSE, ids=again))
    if shown.may_end:
        buttons.append(blocks.button(words.END_LABEL, Pairings.END, ids=ids))
    if shown.may_reopen:
        buttons.append(reopen_button(pairing))
    if shown.may_withdraw:
        buttons.append(_withdraw_button(pairing.id))
    return [blocks.actions(*buttons)] if buttons else []


def _withdraw_button(pairing_id: str) -> Block:
    return blocks.button(
        case_words.WITHDRAW,
        Pairings.WITHDRAW,
        ids={"pairing": pairing_id},
        confirm=blocks.confirm(
            case_words.WITHDRAW_TITLE,
            case_words.WITHDRAW_QUESTION,
            yes=case_words.WITHDRAW,
            no=case_words.KEEP,
        ),
    )


def _history(shown: Case, zone: str) -> list[Block]:
    lines = [blocks.section(case_words.HISTORY_HEAD)]
    for step in shown.steps[-MOST_STEPS:]:
        lines += _step(shown, step, zone)
    return lines


def _step(shown: Case, taken: StepTaken, zone: str) -> list[Block]:
    by = shown.people.get(taken.by or "")
    line = case_words.step(taken, by.name if by else "", zone, shown.today)
    said_with_it = [blocks.written(taken.words)] if taken.words else []
    return [blocks.context(line), *said_with_it]
