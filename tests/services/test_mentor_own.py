"""What is kept of somebody as a mentor comes back to that very person, in their own words."""

from program.conduct import ConflictKind, Disclosure
from services import conduct, conflicts, mentor_own, my_data_parts
from tests.kit.cast import COLLEAGUE, MENTEE, MENTOR, Stage
from tests.kit.mentors import BOUNDARIES, LINE, invite, offer_to_mentor
from tests.kit.nominations import open_cohort


def test_every_part_stands_among_the_persons_data() -> None:
    assert set(mentor_own.MY_DATA) <= set(my_data_parts.PARTS)


def test_a_mentor_reads_all_of_it_and_nobody_elses(stage: Stage) -> None:
    cohort = open_cohort(stage)
    invite(stage, cohort, MENTOR)
    offer_to_mentor(stage, cohort)
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        conduct.accept(work, version=1)
        form = Disclosure(None, ConflictKind.FAMILY, None, "marker of a detail")
        conflicts.disclose(work, COLLEAGUE.slack_user, form)

    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        told = str([part.rows(look) for part in mentor_own.MY_DATA])
    for kept in (BOUNDARIES, LINE, "marker of a detail", "Chio Castle", "Strategic thinking"):
        assert kept in told
    for other in (MENTEE, COLLEAGUE):
        with stage.desk.open_look(stage.caller(other)) as look:
            assert [tuple(part.rows(look)) for part in mentor_own.MY_DATA] == [(), (), ()]
