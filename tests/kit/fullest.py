"""Names and texts at their longest and most hostile, for views and messages at their fullest."""

from datetime import date

from program.cohort import Cohort, Competency, Criterion, Program

HOSTILE = "<!channel> & <@U0PETRA> *x* =1+1 "


def full(length: int) -> str:
    """As many characters as fit, the most expensive to escape first."""
    return (HOSTILE + "&" * length)[:length]


COHORT = Cohort(
    id="c" * 26,
    program=Program("p" * 26, full(75), "UTC"),
    name=full(75),
    nominations_close=date(2026, 12, 11),
    starts=date(2027, 1, 18),
    ends=date(2027, 9, 30),
    competencies=tuple(Competency(f"k{n}", full(70) + str(n)) for n in range(20)),
    criteria=tuple(Criterion(f"r{n}", full(148) + str(n)) for n in range(5)),
)
