"""People: colleagues kept in step with Slack, and what anybody may ask about them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from program.actor import Standing
from program.delivery import DeliveryClass
from program.permissions import Act, require
from program.person import Person, SlackPerson
from program.refusal import Refusal
from services.desk import Look, Work
from store import homes
from store import people as kept

NOTED_FOR = timedelta(days=1)
SWEEP = "people.sweep"
"""The long work of looking at everyone whom Slack lists."""


def keep(work: Work, found: Iterable[SlackPerson]) -> int:
    """Write down what Slack says about accounts; answers how many were new or changed.

    Bots are left out. An account that Slack calls closed keeps its row and its history.
    """
    require(work.actor, Act.PEOPLE_KEEP)
    return kept.keep(work.session, [one for one in found if not one.is_bot])


def look_at_everyone(work: Work, because: str) -> None:
    """Queue a look at everyone Slack lists; the same reason again is quiet."""
    require(work.actor, Act.PEOPLE_KEEP)
    work.start_task(SWEEP, ids={}, key=f"{SWEEP}:{because}")


def welcome(work: Work, slack_user: str, *, installed_at: datetime) -> None:
    """Tell whoever installed the app how to begin, once for each installation.

    Quiet about an account that Slack did not tell us of.
    """
    require(work.actor, Act.PEOPLE_KEEP)
    person = kept.by_slack_user(work.session, slack_user)
    if person is not None:
        work.send(
            "people.installed",
            to=person.id,
            about={"person": person.id},
            cls=DeliveryClass.REPLY,
            key=f"people.installed:{person.id}:{installed_at.isoformat()}",
        )


def close_missing(work: Work, listed: Collection[str]) -> int:
    """Note as closed every account that a whole sweep of Slack's list did not meet; how many.

    `listed` are the Slack ids the sweep met. An empty sweep closes nobody: Slack always lists the
    bot's own workspace, so nothing at all means that the list was not read.
    """
    require(work.actor, Act.PEOPLE_KEEP)
    missing = kept.slack_users(work.session) - frozenset(listed) if listed else frozenset()
    if missing:
        kept.close(work.session, missing)
        work.note("people.closed", about="workspace", count=len(missing))
    return len(missing)


def named(look: Look, person_ids: Collection[str]) -> Mapping[str, Person]:
    """People by their ids: name, title and zone are for everyone to see."""
    require(look.actor, Act.PEOPLE_NAME)
    return kept.by_ids(look.session, person_ids)


def by_slack_user(look: Look, slack_user: str, *, field: str | None = None) -> Person:
    """The colleague behind a picked account.

    Raises Refusal under `field`: `people.guest`, `people.outsider`, `people.gone` or, for an
    account the last sweep did not meet, `people.unknown`.
    """
    require(look.actor, Act.PEOPLE_NAME)
    person = kept.by_slack_user(look.session, slack_user)
    if person is None:
        raise Refusal("people.unknown", field=field)
    if person.deactivated:
        raise Refusal("people.gone", field=field, name=person.name)
    if person.standing is not Standing.MEMBER:
        raise Refusal(f"people.{person.standing}", field=field, name=person.name)
    return person


def home_tab(look: Look) -> str | None:
    """The tab of Home that the actor chose last, if any."""
    require(look.actor, Act.HOME_OPEN)
    person_id = look.actor.person_id
    return None if person_id is None else homes.of_person(look.session, person_id)[1]


def home_opening_is_noted(look: Look) -> bool:
    """Was it noted within the last day that the actor looks at Home? Once a day is enough."""
    require(look.actor, Act.HOME_OPEN)
    if look.actor.person_id is None:
        return True
    opened_at, _ = homes.of_person(look.session, look.actor.person_id)
    return opened_at is not None and look.now - opened_at < NOTED_FOR


def note_home_opened(work: Work, tab: str | None = None) -> None:
    """Remember that the actor looks at Home (it is kept fresh for 30 days), and a chosen tab."""
    require(work.actor, Act.HOME_OPEN)
    if work.actor.person_id is not None:
        homes.opened(work.session, work.actor.person_id, tab)


def answer_typed(work: Work, *, message: str) -> None:
    """Answer somebody who writes to the bot; `message` is the Slack ts of what they wrote.

    Nothing of what was written is read or kept. Told twice of a message, it answers once.
    """
    require(work.actor, Act.PEOPLE_TYPE)
    person_id = work.me
    work.send(
        "people.typed",
        to=person_id,
        about={"person": person_id},
        cls=DeliveryClass.REPLY,
        key=f"people.typed:{person_id}:{message}",
    )
