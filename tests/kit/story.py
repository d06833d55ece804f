"""The steps of a nomination as people take them: in Slack, by pressing and sending."""

from dataclasses import dataclass
from typing import Any

from handlers.ids import Cohorts, Field, Lists, Nominations
from program.cohort import CohortPlan
from program.nomination_steps import Step
from tests.kit.entering import dated, picked, typed, words_in, written_everywhere
from tests.kit.nominations import ASPIRATION, PLAN, REASON
from tests.kit.sandbox import PagePerson

Json = dict[str, Any]
EVIDENCE = "I led the move of our team to Lyon."


def fill_days(plan: CohortPlan = PLAN) -> Json:
    """The first step of a program's form, filled in."""
    closes, starts, ends = (day.isoformat() for day in plan.days())
    return {
        **typed(program=plan.program, name=plan.name),
        **dated(nominations_close=closes, starts=starts, ends=ends),
    }


def fill_aims(plan: CohortPlan = PLAN) -> Json:
    """The second step, filled in; cadence and hours stay as proposed."""
    return typed(competencies="\n".join(plan.competencies), criteria="\n".join(plan.criteria))


def send_program(manager: PagePerson, form: Json, plan: CohortPlan = PLAN) -> None:
    """Both steps of a form that is open, and close what says that it is made."""
    assert manager.submit(form, fill_days(plan))["result"] == "updated"
    aims = manager.wait_for_modal(Cohorts.AIMS_VIEW)
    assert manager.submit(aims, fill_aims(plan))["result"] == "updated"
    manager.close(manager.wait_for_modal(Cohorts.CHARTER_VIEW), everything=True)


def make_program(manager: PagePerson, plan: CohortPlan = PLAN) -> None:
    """A program manager makes a program with its first cohort."""
    manager.command("/mentoring-admin", "program")
    send_program(manager, manager.wait_for_modal(Cohorts.FORM_VIEW), plan)


@dataclass(frozen=True)
class Nominee:
    """Somebody who puts themselves forward."""

    person: PagePerson

    def begin(self) -> Json:
        """Open the form by typing."""
        self.person.command("/mentoring", "apply")
        return self.person.wait_for_modal(Nominations.SELF_VIEW)

    def first_step(self, aspiration: str = ASPIRATION) -> Json:
        """Fill in the first step; answers the second."""
        form = self.begin()
        entered = {**picked(form, "competencies"), **typed(aspiration=aspiration)}
        assert self.person.submit(form, entered)["result"] == "updated"
        return self.person.wait_for_modal(Nominations.SELF_EVIDENCE_VIEW)

    def apply(self, evidence: str = EVIDENCE) -> None:
        """Both steps, and close what says that it arrived."""
        form = self.first_step()
        answer = self.person.submit(form, written_everywhere(form, evidence))
        assert answer["result"] == "updated"
        self.person.close(self.person.wait_for_modal(Nominations.MINE_VIEW), everything=True)

    def home_says(self, words: str) -> Json:
        """Home, as soon as it says so."""
        self.person.open_home()
        return self.person.wait_for_home(lambda view: words in words_in(view))

    def told(self, words: str) -> Json:
        """The message from the bot that says so."""
        return self.person.wait_for_message(lambda one: words in one["text"])


@dataclass(frozen=True)
class Nominator:
    """Somebody who puts a colleague forward."""

    person: PagePerson

    def name(self, form: Json, account: str) -> Json:
        """The first step, filled in for this account; answers what Slack would show."""
        entered = {
            "nominee": {Field.VALUE: {"selected_user": account}},
            **picked(form, "known_as", "team"),
        }
        return self.person.submit(form, entered)

    def go_on(self, seen: str, remark: str = "") -> None:
        """The second and the third step, and close what says that it arrived."""
        second = self.person.wait_for_modal(Nominations.OTHER_WORDS_VIEW)
        assert self.person.submit(second, written_everywhere(second, seen))["result"] == "updated"
        third = self.person.wait_for_modal(Nominations.OTHER_RATINGS_VIEW)
        entered = {**rated(third), **typed(remark=remark)}
        assert self.person.submit(third, entered)["result"] == "updated"
        self.person.close(self.person.wait_for_modal(Nominations.THEIRS_VIEW), everything=True)

    def put_forward(self, account: str, seen: str = EVIDENCE, remark: str = "") -> None:
        """All three steps, from the words that are typed."""
        self.person.command("/mentoring", f"nominate <@{account}>")
        form = self.person.wait_for_modal(Nominations.OTHER_VIEW)
        assert self.name(form, account)["result"] == "updated"
        self.go_on(seen, remark)


def rated(form: Json) -> Json:
    """A four in each line of ratings."""
    fields = [one.get("block_id", "") for one in form["blocks"]]
    entered: Json = {}
    for field in (one for one in fields if one.startswith("rating:")):
        entered |= picked(form, field, "4")
    return entered


@dataclass(frozen=True)
class Manager:
    """A program manager in front of the queue."""

    person: PagePerson

    def open_decision(self, name: str = "") -> Json:
        """From the list to the first nomination in it, to the form of a decision."""
        self.person.command("/mentoring-admin", f"nominations {name}".strip())
        queue = self.person.wait_for_modal(Lists.VIEW)
        self.person.press(queue, Nominations.REVIEW)
        review = self.person.wait_for_modal(Nominations.REVIEW_VIEW)
        self.person.press(review, Nominations.DECIDE)
        return self.person.wait_for_modal(Nominations.DECIDE_VIEW)

    def send(self, form: Json, step: Step, reason: str = REASON, remark: str = "") -> Json:
        """Send a decision that was opened."""
        entered = {**picked(form, "decision", step), **typed(reason=reason, remark=remark)}
        return self.person.submit(form, entered)

    def decide(self, step: Step, reason: str = REASON, remark: str = "") -> None:
        """All of it, for whoever waits longest."""
        form = self.open_decision()
        assert self.send(form, step, reason, remark)["result"] == "closed"
        self.person.close(self.person.modal() or {}, everything=True)
