"""`baton matching`: the best pairs of a cohort, and why these, from the command line."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from bot import clock, matching_finding
from bot.cli import matching_told
from bot.cli.commands import command_app
from bot.cli.env_file import EnvFile
from bot.cli.opened import store_of
from bot.cli.workspaces import the_one
from bot.settings import ENV_FILE, load
from handlers.matching import refusals
from program.matching_draft import DraftState
from program.refusal import Refusal
from services import matching_reading, matching_runs, matching_why
from services.desk import Desk, Look
from services.matching_running import carry_out
from store.workspaces import Workspace

app = command_app()
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
InWorkspace = Annotated[
    str, typer.Option(help="The Slack id of the workspace (T…), where there are several.")
]
OfCohort = Annotated[str, typer.Option(help="The cohort by name, where there are several.")]


@app.callback()
def matching() -> None:
    """Find the best pairs of a cohort, and ask why these.

    Fit and reasons are for program managers: whoever runs this reads them too.

    \b
    Examples:
      baton matching propose --cohort "Spring 2027"
      baton matching explain "Mia Moreau"
      baton matching whynot "Mia Moreau" "Martin Mayer"
    """


@app.command("propose")
def propose(
    cohort: Annotated[str, typer.Option(help="Its name, program / name, or id.")],
    as_json: AsJson = False,
    workspace: InWorkspace = "",
    env_file: EnvFile = ENV_FILE,
) -> None:
    """Make a draft of the best pairs, with the proof that no better set exists.

    Nobody is asked and nobody is told: the draft stands in Slack for the program managers, as if
    one of them had run it. While a run is under way, it is that one that is carried out.

    \b
    Exit codes: 0 the draft is ready; 1 there is none, with the reason; 2 a word or a setting is
    wrong.
    Example:
      baton matching propose --cohort "Spring 2027" --json
    """
    with _opened(env_file, workspace) as (desk, place):
        draft_id = _asked(desk, place, cohort, as_json=as_json)
        done = carry_out(desk, place.id, draft_id, _unwatched)
        if done.state is not DraftState.READY:
            _refused(f"matching.{done.reason}", matching_told.failed(done), as_json=as_json)
        with desk.open_look_in(place.id) as look:
            proposal = matching_reading.proposal(look, draft_id)
        _say(matching_told.proposal(proposal, done), matching_told.lines(proposal, done), as_json)


@app.command("explain")
def explain(
    mentee: Annotated[str, typer.Argument(help="A name, a Slack id (U…) or an e-mail.")],
    cohort: OfCohort = "",
    as_json: AsJson = False,
    workspace: InWorkspace = "",
    env_file: EnvFile = ENV_FILE,
) -> None:
    """Why this mentor: the points, the reasons, one risk, and what others would cost.

    Read from what the newest draft was made from, not from today's profiles.

    \b
    Exit codes: 0 said; 1 nobody is called so, or there is no draft; 2 a word or a setting is wrong.
    Example:
      baton matching explain mia@example.com --json
    """

    def ask(look: Look) -> tuple[dict[str, Any], list[str]]:
        among, person = _mentee(look, cohort, mentee)
        one = matching_why.one(look, among.draft.id, person.id)
        return matching_told.one(one), matching_told.one_lines(one)

    _answer(ask, env_file, workspace, as_json=as_json)


@app.command("whynot")
def whynot(
    mentee: Annotated[str, typer.Argument(help="A name, a Slack id (U…) or an e-mail.")],
    mentor: Annotated[str, typer.Argument(help="A name, a Slack id (U…) or an e-mail.")],
    *,
    cohort: OfCohort = "",
    as_json: AsJson = False,
    workspace: InWorkspace = "",
    env_file: EnvFile = ENV_FILE,
) -> None:
    """Why not this mentor: the rule in the way, or exactly what the pair would cost.

    A confidential reason is told as one, here as well: never which, and never whose.

    \b
    Exit codes: 0 said; 1 nobody is called so, or there is no draft; 2 a word or a setting is wrong.
    Example:
      baton matching whynot "Mia Moreau" U024BE7LH
    """

    def ask(look: Look) -> tuple[dict[str, Any], list[str]]:
        among, person = _mentee(look, cohort, mentee)
        other = matching_finding.mentor_called(look, among, mentor)
        told = matching_why.why_not(look, among.draft.id, person.id, other.id)
        return matching_told.why_not(told), matching_told.why_not_lines(told)

    _answer(ask, env_file, workspace, as_json=as_json)


def _mentee(look: Look, cohort: str, typed: str) -> tuple[matching_finding.Among, Any]:
    named = matching_finding.cohort_called(look, cohort) if cohort else None
    drafts = matching_finding.drafts_with_pairs(look, named)
    return matching_finding.mentee_called(look, drafts, typed)


def _asked(desk: Desk, place: Workspace, cohort: str, *, as_json: bool) -> str:
    with desk.open_look_in(place.id) as look:
        cohort_id = matching_finding.cohort_called(look, cohort).id
    try:
        with desk.open_work_in(place.id) as work:
            return matching_runs.ask(work, cohort_id).id
    except Refusal as refusal:
        _refused(refusal.code, refusals.said(refusal.troubles), as_json=as_json)
        raise


def _answer(
    ask: Callable[[Look], tuple[dict[str, Any], list[str]]],
    env_file: Any,
    workspace: str,
    *,
    as_json: bool,
) -> None:
    with _opened(env_file, workspace) as (desk, place):
        try:
            with desk.open_look_in(place.id) as look:
                told, lines = ask(look)
        except Refusal as refusal:
            _refused(refusal.code, refusals.said(refusal.troubles), as_json=as_json)
            raise
        _say(told, lines, as_json)


@contextmanager
def _opened(env_file: Any, team_id: str) -> Iterator[tuple[Desk, Workspace]]:
    with store_of(load(env_file=env_file)) as store:
        yield Desk(store, clock.now), the_one(store.workspaces(), team_id)


def _refused(code: str, sentence: str, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"refused": code.removeprefix("matching."), "sentence": sentence}))
    else:
        print(sentence, file=sys.stderr)
    raise typer.Exit(1)


def _say(told: dict[str, Any], lines: list[str], as_json: bool) -> None:
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        print("\n".join(lines))


def _unwatched(_done: int, _total: int | None) -> None:
    """Nobody looks at the progress of a command: it ends with what it found."""
