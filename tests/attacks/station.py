"""A polling station: the real bot on a database of its own, people who answer, and all its keys.

Votes come in as Slack's payloads and go the bot's whole way; what comes out is what a thief takes.
Opening a survey is done at the store, since it is the votes that are attacked.
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from program.person import SlackPerson
from program.pulse.survey import AnswerKind, AudienceKind, Dimension, Policy, Question
from services import people
from services.desk import Desk
from services.pulse_answering import question_field
from store.cohorts import add_program
from store.keys import Keyring
from store.people import by_slack_user
from store.pulse import opening
from store.pulse.vault import Vault
from store.session import StoreSession
from store.store import Store
from tests.attacks.canaries import flock
from tests.attacks.door import Door
from tests.kit import cast
from tests.kit.clock import START, FrozenClock

SCALES = tuple(
    Question(f"scale-{number}", AnswerKind.SCALE, f"How is it, {number}?") for number in range(4)
)
COMMENTS = tuple(Question(f"comment-{number}", AnswerKind.COMMENT, "And?") for number in range(2))
ROLES, PLACES = ("mentors", "mentees"), ("Berlin", "Lisbon")
OPEN_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Voter:
    """Somebody whose slips can be told from all others by whoever opens them."""

    number: int
    slack_user: str
    person_id: str
    comment: str = field(default="", repr=False)

    @property
    def scores(self) -> dict[str, int]:
        """The number in digits of five, one for each question."""
        return {one.id: self.number // 5**place % 5 + 1 for place, one in enumerate(SCALES)}

    @property
    def filled(self) -> dict[str, str]:
        """The form as this person fills it in."""
        scores = {question_field(one): str(score) for one, score in self.scores.items()}
        return {**scores, **{question_field(one.id): self.comment for one in COMMENTS[:1]}}


@dataclass
class Station:
    """An open survey, whoever is invited, and the door they answer through."""

    store: Store
    door: Door
    clock: FrozenClock
    workspace_id: str
    survey_id: str
    policy: Policy
    voters: Sequence[Voter]
    home: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return Path(str(self.store.engines.work.url.database))

    def another(self) -> "Station":
        """A further survey of the same people in the same database."""
        return _opened(self.store, self.door, self.clock, self.home, self.policy)

    @contextmanager
    def again(self, url: str) -> Iterator["Station"]:
        """Another bot with the same keys on another copy of the database."""
        store = Store.open(url, self.store.keys, self.clock, vault=self.store.vault, durable=False)
        door = Door(store, self.clock, self.home)
        try:
            yield replace(self, store=store, door=door)
        finally:
            door.close()
            store.close()

    def vote(self, voter: Voter) -> None:
        """One person opens the form, fills it in and sends it; it is stored when this returns."""
        view = self.door.open_pulse(voter.slack_user, self.survey_id)
        answer = self.door.submit(voter.slack_user, view, voter.filled)
        assert answer["response_action"] == "update", answer

    def some(self, people: int) -> list[Voter]:
        """So many of those invited, in an order of chance."""
        return secrets.SystemRandom().sample(self.voters, people)


@contextmanager
def station(
    url: str, home: Path, *, invited: int, durable: bool = False, comments: int = 1
) -> Iterator[Station]:
    """A bot, its keys and people on a migrated database, and one open survey."""
    clock = FrozenClock(START)
    folder = home / "pulse-keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    vault = Vault(folder, secrets.token_bytes(32), home / "data")
    keys = Keyring.load(home / "keys") if (home / "keys").exists() else None
    store = Store.open(
        url, keys or Keyring.create(home / "keys"), clock, vault=vault, durable=durable
    )
    door = Door(store, clock, home)
    try:
        yield _opened(store, door, clock, home, policy_of(invited, comments))
    finally:
        door.close()
        store.close()


def accounts(count: int) -> list[SlackPerson]:
    """People as Slack describes them."""
    return [
        SlackPerson(
            slack_user=f"U1{number:04}",
            team_id=cast.TEAM,
            real_name=f"Person {number}",
            zone="Europe/Berlin",
            email=f"p{number}@example.com",
        )
        for number in range(count)
    ]


def _opened(store: Store, door: Door, clock: FrozenClock, home: Path, policy: Policy) -> Station:
    stage = cast.set_stage(store, Desk(store, clock))
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, accounts(policy.invited))
        program = add_program(work.session, f"Horizon {secrets.token_hex(4)}", "Europe/Berlin")
        canaries = flock(policy.invited)
        voters = [
            Voter(number, one.slack_user, _id_of(work.session, one), canaries[number].text)
            for number, one in enumerate(accounts(policy.invited))
        ]
        survey_id = opening.open_survey(
            work.session,
            program.id,
            policy,
            {one.person_id: _groups(one.number) for one in voters},
            remind_at=None,
            look_at=None,
        )
    store.empty_log()
    return Station(store, door, clock, stage.workspace_id, survey_id, policy, voters, home)


def policy_of(invited: int, comments: int) -> Policy:
    """Four questions of five steps and so many comments, for a whole program."""
    return Policy(
        title="How it goes",
        program="Horizon",
        audience=AudienceKind.PROGRAM,
        audience_name="",
        invited=invited,
        questions=(*SCALES, *COMMENTS[:comments]),
        groups={Dimension.ROLE: ROLES},
        opens_on=START.date(),
        closes_at=START + OPEN_FOR,
        zone="Europe/Berlin",
    )


def _groups(number: int) -> dict[Dimension, str]:
    return {Dimension.ROLE: ROLES[number % 2], Dimension.LOCATION: PLACES[number % 2]}


def _id_of(session: StoreSession, account: SlackPerson) -> str:
    found = by_slack_user(session, account.slack_user)
    assert found is not None
    return found.id
