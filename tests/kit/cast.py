"""The same small cast everywhere: one of each role, a guest, an outsider, somebody who left."""

from dataclasses import dataclass, replace

from program.actor import Role
from program.person import SlackPerson
from services import governance, people
from services.desk import Caller, Desk
from store.people import by_slack_user
from store.store import Store

TEAM = "T0BATON"
ELSEWHERE = "T0ELSEWHERE"


def _account(slack_user: str, name: str, title: str, zone: str = "Europe/Berlin") -> SlackPerson:
    return SlackPerson(
        slack_user=slack_user,
        team_id=TEAM,
        real_name=name,
        title=title,
        zone=zone,
        email=f"{name.split(maxsplit=1)[0].lower()}@example.com",
    )


PROGRAM_MANAGER = _account("U0PETRA", "Petra Park", "Head of Learning")
LIAISON = _account("U0LENA", "Lena Lind", "People Partner")
SPONSOR = _account("U0SVEN", "Sven Sol", "Chief Operating Officer")
MENTOR = _account("U0MARTIN", "Martin Mayer", "VP Engineering")
MENTEE = _account("U0MIA", "Mia Moreau", "Team Lead, Finance", "America/New_York")
COLLEAGUE = _account("U0CHIO", "Chio Castle", "Engineer", "Asia/Tokyo")
GUEST = replace(_account("U0GUS", "Gus Grove", "Contractor"), is_guest=True)
OUTSIDER = replace(
    _account("U0OONA", "Oona Outwood", "Partner"), team_id=ELSEWHERE, is_outsider=True
)
FORMER = replace(_account("U0FINN", "Finn Former", "Left last year"), deactivated=True)

EVERYONE = (
    PROGRAM_MANAGER,
    LIAISON,
    SPONSOR,
    MENTOR,
    MENTEE,
    COLLEAGUE,
    GUEST,
    OUTSIDER,
    FORMER,
)
HOSTILE_NAME = "<!channel> *bold* & <https://x.example|y> " + "long " * 600


@dataclass(frozen=True)
class Stage:
    """A workspace with the cast in it; `caller(MENTEE)` acts as the mentee."""

    desk: Desk
    workspace_id: str
    team: str = TEAM

    def caller(self, account: SlackPerson) -> Caller:
        """Whoever presses."""
        home = account.team_id if account.is_outsider else None
        return Caller(team=self.team, slack_user=account.slack_user, home_team=home)

    def person_id(self, account: SlackPerson) -> str:
        """The id the program knows somebody by."""
        with self.desk.open_look_in(self.workspace_id) as look:
            person = by_slack_user(look.session, account.slack_user)
        assert person is not None
        return person.id

    def give(self, account: SlackPerson, role: Role, program_id: str | None = None) -> None:
        """Let the program manager give a role."""
        with self.desk.open_work(self.caller(PROGRAM_MANAGER)) as work:
            governance.give_role(
                work, slack_user=account.slack_user, role=role, program_id=program_id
            )


def set_stage(store: Store, desk: Desk, team: str = TEAM) -> Stage:
    """Enrol the workspace if nobody has, write the cast down, let Petra be program manager."""
    workspace = store.workspace_of(team) or store.enrol(
        team_id=team, enterprise_id=None, name="Baton & Co", app_id="A0BATON", bot_user_id="U0BOT"
    )
    with desk.open_work_in(workspace.id) as work:
        people.keep(work, EVERYONE)
        governance.name_first(work, [PROGRAM_MANAGER.email or ""])
    return Stage(desk, workspace.id, team)
