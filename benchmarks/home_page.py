"""A program manager of 2,000 pairings opens Home: from Slack's event to the page at Slack."""

import json
import tempfile
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from benchmarks.figures import Figure, measured, median, percentile, report
from bot.assemble import assemble
from bot.house import House
from bot.settings import Settings
from program.cohort import Cohort, CohortPlan
from program.mentor import Offer
from program.mentor_lists import Style
from program.pairing import PairingKind, PairingStep
from program.pairing_forms import NewPairing
from program.person import SlackPerson
from services import cohorts, governance, people, report_figures
from services.desk import Caller, Work
from store import mentors, migrate, pairing_words, pairings
from store import people as kept_people
from store.keys import Keyring
from store.store import Store

TEAM, MANAGER = "T0BENCH", "U0BENCHPM"
PAIRINGS, MENTORS = 2_000, 800
OPENED, WARM = 120, 10
NOW = datetime.now(UTC)
BEGAN = NOW - timedelta(days=60)


class Slack:
    """Stands where Slack stands: takes every call on this machine, and notes a page that comes."""

    def __init__(self) -> None:
        self._came = threading.Event()
        self.blocks = 0
        slack = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or "{}")
                said = b'{"ok": true}'
                self.send_response(200)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)
                if "view" in body:
                    slack.blocks = len(body["view"]["blocks"])
                    slack._came.set()

            def log_message(self, *_: Any) -> None:
                """Quiet: the terminal is for the figures."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/api/"

    def time(self, app: App) -> float:
        """Seconds from the event to the page."""
        self._came.clear()
        event = {"type": "app_home_opened", "user": MANAGER, "tab": "home", "channel": "D0"}
        body = {"type": "event_callback", "team_id": TEAM, "api_app_id": "A0", "event": event}
        began = time.perf_counter()
        app.dispatch(BoltRequest(mode="socket_mode", body=body))
        if not self._came.wait(60):
            raise RuntimeError("no page came within a minute")
        return time.perf_counter() - began

    def close(self) -> None:
        self._server.shutdown()


def measure() -> Sequence[Figure]:
    """The same event again and again, beside a bare Bolt app that publishes a page at once."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        slack = Slack()
        house, store = _house(home, slack)
        _fill(house)
        ours = [slack.time(house.app) for _ in range(OPENED)][WARM:]
        blocks = slack.blocks
        store.close()
        bare = _bare(slack)
        reference = [slack.time(bare) for _ in range(OPENED)][WARM:]
        slack.close()
    return [
        measured(
            "Home of a program manager with 2,000 pairings, p99",
            percentile(ours, 0.99) * 1000,
            "ms",
            reference=percentile(reference, 0.99) * 1000,
            at_most=500,
        ),
        measured(
            "Home of a program manager with 2,000 pairings, median",
            median(ours) * 1000,
            "ms",
            reference=median(reference) * 1000,
        ),
        measured("blocks on that Home", blocks, "blocks", at_most=100),
    ]


def _house(home: Path, slack: Slack) -> tuple[House, Store]:
    url = f"sqlite:///{home / 'bench.db'}"
    migrate.upgrade(url)
    store = Store.open(url, Keyring.create(home / "keys"), lambda: NOW)
    store.enrol(team_id=TEAM, enterprise_id=None, name="Bench", app_id="A0", bot_user_id="U0BOT")
    given: dict[str, Any] = {
        "_env_file": None,
        "slack_bot_token": "xoxb-bench",
        "slack_app_token": "xapp-1-A0-bench",
        "slack_api_url": slack.address,
        "baton_home": home,
        "baton_program_managers": (),
    }
    return assemble(Settings(**given), store, lambda: NOW), store


def _fill(house: House) -> None:
    workspace = house.desk.workspaces()[0]
    with house.desk.open_work_in(workspace.id) as work:
        people.keep(work, [_person(MANAGER), *map(_person, _slack_users())])
        governance.name_first(work, [f"{MANAGER.lower()}@bench.example"])
    with house.desk.open_work(Caller(team=TEAM, slack_user=MANAGER)) as work:
        cohort = cohorts.create_program(work, _plan())
    with house.desk.open_work_in(workspace.id) as work:
        _pair_all(work, cohort)
    with house.desk.open_work_in(workspace.id) as work:
        report_figures.count_due(work)


def _slack_users() -> list[str]:
    """The mentors, then the mentees."""
    return [f"U{number:05}" for number in range(MENTORS + PAIRINGS)]


def _pair_all(work: Work, cohort: Cohort) -> None:
    known = {one: kept_people.by_slack_user(work.session, one) for one in _slack_users()}
    ids = [person.id for person in known.values() if person is not None]
    for mentor in ids[:MENTORS]:
        skills = tuple(one.id for one in cohort.competencies)
        offer = Offer(cohort.id, skills, Style.LISTENING, places=4, hours_a_month=8)
        mentors.keep_offer(work.session, offer, mentor)
    for number, mentee in enumerate(ids[MENTORS:]):
        new = NewPairing(
            cohort_id=cohort.id,
            mentor=ids[number % MENTORS],
            mentee=mentee,
            kind=PairingKind.ADVISORY,
            answer_by=NOW.date() + timedelta(days=7),
            look_at=NOW + timedelta(days=7),
            why="They want to grow where the other is strong.",
        )
        pairing = pairing_words.propose(work.session, new, by=ids[0])
        if pairing is None or number % 20 == 0:
            continue
        ready = pairings.move(work.session, pairing, PairingStep.ACCEPTED, by=pairing.mentor)
        started = (BEGAN + timedelta(days=number % 60)).date()
        pairings.move(work.session, ready, PairingStep.STARTED, by=None, started_on=started)


def _plan() -> CohortPlan:
    today = NOW.date()
    return CohortPlan(
        program="Bench",
        name="First",
        nominations_close=today,
        starts=today + timedelta(days=1),
        ends=today + timedelta(days=300),
        competencies=("Strategic thinking", "Influence"),
        criteria=("Has led across teams",),
    )


def _person(slack_user: str) -> SlackPerson:
    return SlackPerson(
        slack_user=slack_user,
        team_id=TEAM,
        real_name=f"Member {slack_user}",
        zone="Europe/London",
        email=f"{slack_user.lower()}@bench.example",
    )


def _bare(slack: Slack) -> App:
    token = "xoxb-bench"  # noqa: S105  nobody's
    app = App(
        client=WebClient(token=token, base_url=slack.address),
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token=token),
        request_verification_enabled=False,
        ssl_check_enabled=False,
    )

    @app.event("app_home_opened")
    def opened(event: dict[str, Any], client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": []})

    return app


if __name__ == "__main__":
    report("home_page", measure)
