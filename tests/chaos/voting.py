"""People who answer a pulse: everybody before the form, then they send it, and nobody twice."""

from collections.abc import Sequence
from typing import Any

from handlers.ids import Command, Home, PulseAnswer
from program.person import SlackPerson
from program.pulse.survey import Dimension
from store import cohorts
from store.pulse import audience, surveys
from store.pulse.opening import open_survey
from tests.chaos.orders import SERVE
from tests.chaos.town import Town
from tests.kit.entering import picked, typed
from tests.kit.nominations import open_cohort
from tests.kit.pulse import OpenPulse, invite, policy_for
from tests.kit.sandbox import NotAllowed, PagePerson, eventually

Json = dict[str, Any]
PATIENCE = 60.0
FEWEST = 8
"""People of whom nobody invites fewer."""


def asks(town: Town, people: Sequence[SlackPerson]) -> OpenPulse:
    """An open pulse to which these people are invited, and others who have no account to press."""
    program_id = _program(town)
    others = invite(town.store, town.stage.workspace_id, max(0, FEWEST - len(people)))
    invited = (*(town.stage.person_id(one) for one in people), *others)
    policy = policy_for(town.store, len(invited))
    roles = ("mentee", "mentor")
    groups = {one: {Dimension.ROLE: roles[n % 2]} for n, one in enumerate(invited)}
    with town.store.work(town.stage.workspace_id) as session:
        survey_id = open_survey(session, program_id, policy, groups, remind_at=None, look_at=None)
        survey = surveys.by_id(session, survey_id)
    assert survey is not None
    return OpenPulse(town.store, town.stage.workspace_id, program_id, survey, invited)


def begun(town: Town, people: Sequence[SlackPerson]) -> dict[str, Json]:
    """Everybody with the form before them."""
    life = town.begin(act=SERVE).wait_until_connected()
    forms = {one.slack_user: _form(town.person(one)) for one in people}
    life.kill()
    return forms


def confirms(person: PagePerson, form: Json) -> bool:
    """Send it; whether the bot lived to confirm it."""
    entered = {**picked(form, "question:fit", "4"), **typed(**{"question:better": "More time."})}
    try:
        answer = person.submit(form, entered)
    except NotAllowed:
        return False
    return bool(answer["result"] == "updated")


def sends(person: PagePerson, form: Json) -> None:
    """Send it until it is confirmed, as people do."""
    eventually(lambda: confirms(person, form), within=PATIENCE, what="an answer that is confirmed")


def has_answered(town: Town, pulse: OpenPulse, person: SlackPerson) -> bool:
    """Whether an answer of theirs is kept; only whoever has all keys can ask."""
    with town.store.look(town.stage.workspace_id) as session:
        return town.stage.person_id(person) not in audience.unanswered(session, pulse.survey.id)


def _program(town: Town) -> str:
    """The one program of the town, made where there is none yet."""
    with town.store.look(town.stage.workspace_id) as session:
        known = cohorts.programs(session)
    return known[0].id if known else open_cohort(town.stage).program.id


def _form(person: PagePerson) -> Json:
    def look() -> Json | None:
        try:
            person.command(Command.MENTORING, "pulse")
        except NotAllowed:
            return None
        return person.wait_for_modal(PulseAnswer.VIEW)

    found = eventually(look, within=PATIENCE, what="a form") or {}
    assert found.get("callback_id") != Home.NOTICE_VIEW
    return found
