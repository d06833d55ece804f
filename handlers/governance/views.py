"""The roles of a program, and the form of the first program manager."""

from collections.abc import Collection, Mapping, Sequence

from handlers import blocks, inputs
from handlers.blocks import Choice
from handlers.feature import Block, View
from handlers.governance import words
from handlers.governance.forms import ALL
from handlers.ids import Governance, Home, Launcher
from handlers.said import named
from program.cohort import Program
from program.governance import GIVEN_BY_HAND, MOST_IN_LINE, RoleGiven
from program.person import Person
from program.text import shortened

_MOST_ROLES = 70
MOST_LINES = 10
"""Programs whose line of successors is shown; the others are reached through their own roles."""
_MOST_PROGRAMS = 99
_LONGEST_CODE = 40


def roles(
    given: Sequence[RoleGiven],
    programs: Sequence[Program],
    *,
    everywhere: bool,
    endable: Collection[str],
    lines: Mapping[str, Sequence[Person]],
) -> View:
    """Who holds which role, who would follow, and a form to give one.

    `programs`: those whose roles the reader may give; `everywhere`: also in all at once;
    `endable`: the roles the reader may end, by id; `lines`: who is in line, by program id.
    """
    names = {program.id: program.name for program in programs}
    mine = [one for one in given if one.program_id is None or one.program_id in names]
    held = [_held(one, names, endable=one.id in endable) for one in mine[:_MOST_ROLES]]
    more = [blocks.context(words.and_more(len(mine) - _MOST_ROLES))] if mine[_MOST_ROLES:] else []
    form = _form(programs, everywhere=everywhere) if everywhere or programs else []
    return blocks.modal(
        Governance.ROLES_VIEW,
        words.ROLES_TITLE,
        [*form, blocks.header(words.HELD_NOW), *held, *more, *_lines(names, lines)],
        submit=words.GIVE if form else None,
    )


def line_form(program: Program, line: Sequence[Person]) -> View:
    """Who follows when nobody runs a program any more, in this order."""
    field = inputs.accounts_input(
        "line",
        words.LINE_LABEL,
        most=MOST_IN_LINE,
        initial=[one.slack_user for one in line if not one.deactivated],
        hint=words.LINE_HINT,
        optional=True,
    )
    return blocks.modal(
        Governance.LINE_VIEW,
        words.LINE_TITLE,
        [blocks.written(program.name), field],
        submit=words.SAVE,
        ids={"program": program.id},
    )


def _lines(names: Mapping[str, str], lines: Mapping[str, Sequence[Person]]) -> list[Block]:
    """Who would follow in each program, with the way to change it."""
    rows = [
        blocks.section(
            words.in_line(names[program_id], line),
            blocks.button(
                words.CHANGE_LINE,
                Governance.LINE,
                ids={"program": program_id},
                spoken=shortened(f"{words.CHANGE_LINE}: {names[program_id]}", 75),
            ),
        )
        for program_id, line in lines.items()
    ]
    return [blocks.header(words.LINE_TITLE), *rows] if rows else []


def _form(programs: Sequence[Program], *, everywhere: bool) -> list[Block]:
    places = [Choice(program.id, program.name) for program in programs[:_MOST_PROGRAMS]]
    if everywhere:
        places.insert(0, Choice(ALL, words.ALL_PROGRAMS))
    by_hand = [
        Choice(role.value, words.ROLE_OPTIONS[role], words.ROLE_MEANING[role])
        for role in GIVEN_BY_HAND
    ]
    return [
        inputs.account_input("person", words.PERSON),
        inputs.radio_input("role", words.ROLE, by_hand),
        inputs.select_input("program", words.PROGRAM, places, places[0].value),
    ]


def _held(given: RoleGiven, names: Mapping[str, str], *, endable: bool) -> Block:
    program = names.get(given.program_id or "")
    if not endable:
        return blocks.section(words.held(given, program))
    spoken = f"{words.END}: {named(given.person)}, {words.ROLE_OPTIONS[given.role]}"
    end = blocks.button(
        words.END,
        Governance.ROLE_END,
        ids={"role": given.id},
        spoken=shortened(spoken, 75),
        confirm=blocks.confirm(
            words.end_title(given),
            shortened(words.end_text(given, program), 300),
            yes=words.END,
            no=words.KEEP,
        ),
    )
    return blocks.section(words.held(given, program), end)


def claim(typed: str) -> View:
    """The form for the operator's one-time code, filled in with what was typed."""
    code = inputs.text_input(
        "code",
        words.CODE,
        longest=_LONGEST_CODE,
        hint=words.CODE_HINT,
        initial=typed[:_LONGEST_CODE],
    )
    return blocks.modal(Governance.CLAIM_VIEW, words.CLAIM_TITLE, [code], submit=words.CLAIM)


def role_given(text: str, home: str) -> tuple[Block, ...]:
    """The message to somebody who was given a role."""
    may_do = blocks.button(words.WHAT_I_MAY_DO, Launcher.HELP)
    return (
        blocks.section(text),
        blocks.actions(blocks.link(words.OPEN_HOME, Home.LINK, home), may_do),
    )


def roles_line(given: Sequence[RoleGiven]) -> list[Block]:
    """Home's line on roles: how many hold each."""
    return [blocks.context(words.roles_line(given))]
