"""What is kept of somebody as a mentor, about the code of conduct, and of their conflicts."""

from collections.abc import Sequence

from documents.sheet import Cell
from services.desk import Look
from services.my_data import Part, own
from store import cohorts, conduct, mentors, people

Rows = Sequence[Sequence[Cell]]


def _mentoring(look: Look) -> Rows:
    rows: list[tuple[Cell, ...]] = []
    found = mentors.of_person(look.session, own(look))
    known = cohorts.by_ids(look.session, {one.cohort_id for one in found})
    for one in found:
        cohort = known[one.cohort_id]
        place = f"{cohort.program.name}: {cohort.name}"
        strong = set(one.competencies)
        facts: dict[str, Cell] = {
            "state": one.state.value,
            "competencies": ", ".join(c.name for c in cohort.competencies if c.id in strong),
            "style": one.style,
            "places": one.places,
            "hours a month": one.hours_a_month,
            "standing by": one.backup,
            "days and times": " ".join(one.times),
            "languages": " ".join(one.languages),
            "boundaries": mentors.boundaries(look.session, one.id),
            "line of the invitation": mentors.line(look.session, one.id),
        }
        rows += [(place, one.since, name, value) for name, value in facts.items() if value]
    return rows


def _conduct(look: Look) -> Rows:
    return [
        (one.version, one.at, one.check.value)
        for one in conduct.all_accepted(look.session, own(look))
    ]


def _conflicts(look: Look) -> Rows:
    found = conduct.ever_declared(look.session, own(look))
    known = people.by_ids(look.session, {one.other for one in found})
    return [
        (
            known[one.other].name,
            one.kind.value,
            one.since,
            conduct.detail(look.session, one.id),
            one.declared_at,
            one.withdrawn_at,
        )
        for one in found
    ]


MENTORING = Part(
    name="Mentoring",
    what="what you offer as a mentor, and invitations to be one",
    seen_by="The program team sees it.",
    heading=("Cohort", "Since", "What", "Kept"),
    rows=_mentoring,
)
CONDUCT = Part(
    name="Code of conduct",
    what="which versions of the code of conduct you accepted",
    seen_by="The program team sees whether you accepted it.",
    heading=("Version", "Accepted", "Conflict question"),
    rows=_conduct,
)
CONFLICTS = Part(
    name="Conflicts of interest",
    what="conflicts of interest you declared",
    seen_by=(
        "Program managers who are not in it see these. What others declare is theirs and not "
        "listed."
    ),
    heading=("With", "Kind", "There since", "What you wrote", "Declared", "Withdrawn"),
    rows=_conflicts,
)
MY_DATA = (MENTORING, CONDUCT, CONFLICTS)
