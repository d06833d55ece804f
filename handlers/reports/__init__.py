"""Reports: the weekly digest of sponsors, the program team's own, and what sponsors are asked."""

from handlers.feature import Block, Command, Feature, Form, HomeSection, Row, Tab
from handlers.ids import Reports
from handlers.reports import listeners, views, words
from handlers.reports.messages import MESSAGES
from program.actor import Role
from program.hours import local_day
from services import governance, reports
from services.desk import Look


def sponsor_home(look: Look) -> list[Block]:
    """The sponsor's tab, for sponsors only."""
    if not reports.is_sponsor(look):
        return []
    found = reports.for_sponsor(look)
    zone = look.actor.zone
    managers = governance.program_managers(look, found[0].cohort.program.id if found else None)
    settings = reports.settings(look)
    return views.sponsor_home(found, settings, managers, zone, local_day(look.now, zone))


def team_home(look: Look) -> list[Block]:
    """The program team's chart."""
    return views.team_home(reports.for_team(look), local_day(look.now, look.actor.zone))


FEATURE = Feature(
    name="reports",
    register=listeners.register,
    forms=(
        Form(Reports.DIGEST, listeners.open_digest),
        Form(Reports.CHOOSE, listeners.open_choose),
    ),
    commands=(
        Command(
            word="digest",
            also=("asks",),
            form=Reports.DIGEST,
            label="Latest digest",
            what="how your cohort goes, in counts, and what you could do",
            may=reports.may_read_own,
            row=Row.PROGRAM,
            whose=Role.SPONSOR,
        ),
        Command(
            word="digest",
            form=Reports.DIGEST,
            label="Digest",
            what="what sponsors get, and what they answered",
            may=reports.may_preview,
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
    ),
    home=(
        HomeSection(Tab.SPONSOR, 10, sponsor_home),
        HomeSection(Tab.PROGRAM, 24, team_home),
    ),
    messages=MESSAGES,
    refusals=words.REFUSALS,
)
