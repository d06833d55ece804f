"""People who put themselves forward: everybody before the second step, then they send it."""

from typing import Any

from program.nomination_steps import NominationState
from program.person import SlackPerson
from services import nominations
from tests.chaos.orders import SERVE
from tests.chaos.town import Town
from tests.kit import cast
from tests.kit.entering import written_everywhere
from tests.kit.sandbox import NotAllowed, PagePerson, eventually
from tests.kit.story import EVIDENCE, Nominee

Json = dict[str, Any]
PATIENCE = 60.0


def confirms(person: PagePerson, form: Json) -> bool:
    """Send the second step; whether the bot lived to confirm it."""
    try:
        answer = person.submit(form, written_everywhere(form, EVIDENCE))
    except NotAllowed:
        return False
    return bool(answer["result"] == "updated")


def sends(person: PagePerson, form: Json) -> None:
    """Send it until it is confirmed, as people do."""
    eventually(lambda: confirms(person, form), within=PATIENCE, what="a form that is confirmed")


def begun(town: Town, people: list[SlackPerson]) -> dict[str, Json]:
    """Everybody before the second step of the form."""
    life = town.begin(act=SERVE).wait_until_connected()
    forms = {one.slack_user: _first_step(town.person(one)) for one in people}
    life.kill()
    return forms


def _first_step(person: PagePerson) -> Json:
    """The second step's form; on a busy machine an answer may come too late for Slack."""

    def look() -> Json | None:
        try:
            return Nominee(person).first_step()
        except NotAllowed:
            return None

    return eventually(look, within=PATIENCE, what="a form") or {}


def has_applied(town: Town, slack_user: str) -> bool:
    """Whether their nomination is there, once."""
    everyone = (*town.people, *cast.EVERYONE)
    who = next(one for one in everyone if one.slack_user == slack_user)
    with town.stage.desk.open_look(town.stage.caller(who)) as look:
        states = [one.state for one in nominations.standings(look)]
    assert len(states) <= 1
    return states == [NominationState.IN_REVIEW]
