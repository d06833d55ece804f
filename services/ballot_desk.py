"""Where one person puts one vote: an actor and a ballot, and no session that could write more."""

from dataclasses import dataclass, field
from datetime import datetime

from program.actor import Actor
from program.pulse.survey import Answers
from store.pulse.voting import Ballot, Cast
from store.workspaces import Workspace


@dataclass(frozen=True)
class BallotDesk:
    """Handed out by `Desk.open_ballot`; no transaction is open."""

    actor: Actor
    now: datetime
    workspace: Workspace
    ballot: Ballot = field(repr=False)

    def cast(self, survey_id: str, digest: str, answers: Answers) -> Cast:
        """Counts the actor's answers, committed when this returns; see `Ballot.cast`.

        Somebody the house does not know is not invited: nothing is asked or written about them.
        """
        person_id = self.actor.person_id
        if person_id is None:
            return Cast.NOT_INVITED
        return self.ballot.cast(survey_id, person_id, digest, answers)
