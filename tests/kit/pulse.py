"""Open pulses on a store: a vault, people who are invited, and their answers.

    pulse = open_pulse(store, workspace_id, people=12)
    assert pulse.cast(pulse.people[0]) is Cast.COUNTED

Its rules are `pulse.survey.policy`; the clock of the store decides when it closes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from program.person import SlackPerson
from program.pulse.survey import (
    AnswerKind,
    Answers,
    AudienceKind,
    Dimension,
    Policy,
    Question,
    Survey,
)
from store import cohorts, people
from store.people import by_slack_user
from store.pulse import audience, surveys
from store.pulse.derived import SurveyKeys, keys_of
from store.pulse.opening import open_survey
from store.pulse.surveys import row_of
from store.pulse.vault import Vault
from store.pulse.voting import Cast
from store.store import Store

SECRET = b"thirty-two bytes for tests alone"
"""What stands in BATON_PULSE_SECRET."""
FIT = Question("fit", AnswerKind.SCALE, "My pairing fits what I want to work on.", "fit")
SAFETY = Question("safety", AnswerKind.SCALE, "I can speak openly.", "safety")
HOW_OFTEN = Question(
    "often", AnswerKind.CHOICE, "How often do you meet?", "time", ("Weekly", "Monthly", "Rarely")
)
BETTER = Question("better", AnswerKind.COMMENT, "What would make it better?")
ELSE = Question("else", AnswerKind.COMMENT, "Anything else?")
SCORED = (FIT, SAFETY, HOW_OFTEN)
WRITTEN = (BETTER, ELSE)
ALL_ALIKE = {"fit": 4, "safety": 3, "often": 0}


def vault_in(home: Path) -> Vault:
    """A vault that holds, in a folder of its own beside `home/data`."""
    vault = Vault(home / "pulse-keys", SECRET, home / "data")
    vault.make_folder()
    return vault


@dataclass(frozen=True)
class OpenPulse:
    """An open survey with the people invited, by their ids, in the order they were made."""

    store: Store = field(repr=False)
    workspace_id: str
    program_id: str
    survey: Survey
    people: tuple[str, ...]

    def cast(
        self,
        person_id: str,
        scores: Mapping[str, int] | None = None,
        comments: Mapping[str, str] | None = None,
        digest: str | None = None,
    ) -> Cast:
        """One vote; all alike where nothing else is said."""
        answers = Answers(ALL_ALIKE if scores is None else scores, comments or {})
        with self.store.ballot(self.workspace_id) as ballot:
            return ballot.cast(self.survey.id, person_id, digest or self.survey.digest, answers)

    def now(self) -> Survey:
        """The survey as it stands now."""
        with self.store.look(self.workspace_id) as session:
            found = surveys.by_id(session, self.survey.id)
        assert found is not None
        return found

    def marked(self) -> int:
        """How many have answered."""
        with self.store.look(self.workspace_id) as session:
            return audience.marked(session, self.survey.id)

    def keys(self) -> SurveyKeys:
        """All keys, as somebody has them who holds all three shares."""
        with self.store.look(self.workspace_id) as session:
            row = row_of(session, self.survey.id)
            assert row is not None
            assert row.db_share is not None
            return keys_of(self.store.vault, row.id, row.db_share, self.survey.digest)


def policy_for(store: Store, invited: int, *, comments: int = 2, days: int = 7) -> Policy:
    """Rules of a survey that opens now: three questions with scores, and some with comments."""
    return policy_at(store.clock(), invited, comments=comments, days=days)


def policy_at(now: datetime, invited: int, *, comments: int = 2, days: int = 7) -> Policy:
    """The same from a moment on."""
    return Policy(
        title="Autumn pulse",
        program="Horizon",
        audience=AudienceKind.PROGRAM,
        audience_name="",
        invited=invited,
        questions=(*SCORED, *WRITTEN[:comments]),
        groups={Dimension.ROLE: ("mentee", "mentor")},
        opens_on=now.date(),
        closes_at=now + timedelta(days=days),
        zone="Europe/Berlin",
    )


def open_pulse(
    store: Store,
    workspace_id: str,
    *,
    people: int = 12,
    comments: int = 2,
    policy: Policy | None = None,
    program: str = "Horizon",
) -> OpenPulse:
    """A survey of a program, open for seven days; every other one invited is a mentor."""
    policy = policy or policy_for(store, people, comments=comments)
    invited = invite(store, workspace_id, policy.invited)
    roles = ("mentee", "mentor")
    groups = {one: {Dimension.ROLE: roles[n % 2]} for n, one in enumerate(invited)}
    with store.work(workspace_id) as session:
        found = cohorts.program_named(session, program)
        its = found or cohorts.add_program(session, program, policy.zone)
        survey_id = open_survey(session, its.id, policy, groups, remind_at=None, look_at=None)
        survey = surveys.by_id(session, survey_id)
    assert survey is not None
    return OpenPulse(store, workspace_id, its.id, survey, invited)


def invite(store: Store, workspace_id: str, people_wanted: int) -> tuple[str, ...]:
    """People the workspace knows, by their ids; the same ones each time."""
    accounts = [
        SlackPerson(slack_user=f"U0PULSE{n:04}", team_id="T0BATON", real_name=f"Person {n}")
        for n in range(people_wanted)
    ]
    with store.work(workspace_id) as session:
        people.keep(session, accounts)
        found = [by_slack_user(session, one.slack_user) for one in accounts]
    return tuple(one.id for one in found if one is not None)
