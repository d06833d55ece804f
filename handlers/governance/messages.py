"""How messages about roles look."""

from dataclasses import dataclass

from handlers.governance import views, words
from handlers.links import home_link
from program.delivery import Delivery, Rendered
from program.governance import RoleGiven
from program.refusal import Refusal
from services import cohorts, governance
from services.deliveries import Message
from services.desk import Look


@dataclass(frozen=True)
class RoleNews:
    """A role, the name of its program, and the way to Home."""

    given: RoleGiven
    program: str | None
    home: str


def _content(look: Look, delivery: Delivery) -> RoleNews:
    given = governance.role_given(look, delivery.about["role"])
    if given is None:
        raise Refusal("governance.role_over")
    names = {program.id: program.name for program in cohorts.programs(look)}
    return RoleNews(
        given,
        names.get(given.program_id or ""),
        home_link(look.workspace.team_id, look.workspace.app_id),
    )


def _render(news: RoleNews) -> Rendered:
    text = words.role_given(news.given, news.program)
    return Rendered(text, views.role_given(text, news.home))


MESSAGES = (
    Message(
        name="governance.role_given",
        still_wanted=lambda look, delivery: (
            governance.role_given(look, delivery.about["role"]) is not None
        ),
        content=_content,
        render=_render,
    ),
)
