"""Another kind of a pairing, suggested and answered step by step."""

from program.pairing import Pairing, PairingKind
from program.pairing_kinds import KindAsk
from program.person import SlackPerson
from services import pairing_kind_plan, pairing_kinds
from services.pairing_kinds import KindForm
from store import pairing_kinds as kept
from tests.kit.cast import MENTEE, MENTOR, Stage


def suggest(
    stage: Stage,
    pairing: Pairing,
    by: SlackPerson = MENTEE,
    kind: str | None = PairingKind.SPONSORSHIP,
) -> KindForm:
    """One of the two sends the form."""
    with stage.desk.open_work(stage.caller(by)) as work:
        return pairing_kinds.ask(work, pairing.id, kind)


def asked(stage: Stage, pairing: Pairing, by: SlackPerson = MENTEE) -> KindAsk:
    """The same, and the suggestion that waits now."""
    found = suggest(stage, pairing, by).ask
    assert found is not None
    return found


def agree(stage: Stage, ask: KindAsk, by: SlackPerson = MENTOR) -> Pairing:
    """The other says yes."""
    with stage.desk.open_work(stage.caller(by)) as work:
        return pairing_kinds.agree(work, ask.id)


def keep(stage: Stage, ask: KindAsk, by: SlackPerson = MENTOR) -> Pairing:
    """The other would rather keep it as it is."""
    with stage.desk.open_work(stage.caller(by)) as work:
        return pairing_kinds.keep(work, ask.id)


def ask_now(stage: Stage, ask: KindAsk) -> KindAsk:
    """The same suggestion as it stands now."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = kept.by_id(look.session, ask.id)
    assert found is not None
    return found


def plan_kinds(stage: Stage) -> bool:
    """The planner comes by; whether anything was due."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        due = pairing_kind_plan.next_due(look)
    if due is None or due > stage.desk.now():
        return False
    with stage.desk.open_work_in(stage.workspace_id) as work:
        pairing_kind_plan.run(work)
    return True
