"""A file dropped into the conversation with the bot: offered as a roster, or politely declined."""

from program.delivery import Delivery, DeliveryClass
from program.permissions import Act, require
from program.roster_import import RosterImport
from services import roster_import
from services.desk import Look, Work
from store import roster_imports


def offer(work: Work, *, slack_file: str, message: str) -> None:
    """Answer a dropped file; `message` is its Slack ts, and the same again is quiet.

    Nothing of the file is read before somebody says that it is a roster.
    """
    require(work.actor, Act.PEOPLE_TYPE)
    kind = "rosters.offered" if roster_import.may_import(work) else "rosters.not_theirs"
    person_id = work.me
    work.send(
        kind,
        to=person_id,
        about={"slack_file": slack_file, "person": person_id},
        cls=DeliveryClass.REPLY,
        key=f"{kind}:{slack_file}:{message}",
    )


def answered(look: Look, delivery: Delivery) -> RosterImport | None:
    """The import that came of an offer, if its reader said yes. For the house."""
    require(look.actor, Act.ROSTERS_KEEP)
    about = delivery.about
    return roster_imports.latest_of_file(look.session, about["slack_file"], about["person"])
