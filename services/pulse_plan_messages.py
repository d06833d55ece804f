"""What program managers are told of a pulse that was planned and could not open."""

from dataclasses import dataclass
from datetime import date

from program.cohort import Program
from program.delivery import Delivery
from program.hours import local_day
from program.permissions import Act, require
from program.pulse.plan import Plan, PlanState
from program.refusal import Refusal
from services import pulse_rules
from services.desk import Look
from store.pulse import plans


@dataclass(frozen=True)
class ToldNotOpened:
    """A plan that was given up, for this round or for good, and why (`plan.refused`)."""

    plan: Plan
    program: Program
    today: date

    @property
    def waits(self) -> bool:
        """Whether there is another round."""
        return self.plan.state is PlanState.WAITS


def is_still_so(look: Look, delivery: Delivery) -> bool:
    """Whether nobody gave it another day, stopped it or had it open since."""
    plan = _plan(look, delivery)
    return plan.refused is not None and plan.state is not PlanState.STOPPED


def told(look: Look, delivery: Delivery) -> ToldNotOpened:
    """The plan as it stands. Raises Refusal `pulse.no_plan` where it is no more."""
    plan = _plan(look, delivery)
    program = pulse_rules.require_composing(look, plan.program_id)
    return ToldNotOpened(plan, program, local_day(look.now, program.zone))


def _plan(look: Look, delivery: Delivery) -> Plan:
    require(look.actor, Act.PULSE_RUN)
    plan = plans.by_id(look.session, delivery.about.get("plan", ""))
    if plan is None:
        raise Refusal("pulse.no_plan")
    return plan
