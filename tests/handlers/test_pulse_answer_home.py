"""On which tab of Home an open pulse stands: where its reader lands, and once."""

from handlers.feature import Tab
from handlers.pulse import answer_home
from program.person import SlackPerson
from store.store import Store
from tests.kit import cast
from tests.kit.cast import Stage
from tests.kit.entering import words_in
from tests.kit.mentors import offer_to_mentor
from tests.kit.nominations import open_cohort
from tests.kit.pulse_results import asked


def tabs(stage: Stage, account: SlackPerson) -> list[Tab]:
    with stage.desk.open_look(stage.caller(account)) as look:
        parts = {Tab.YOU: answer_home.for_you(look), Tab.MENTOR: answer_home.for_mentor(look)}
    return [one for one, found in parts.items() if "Anonymous pulse" in words_in({"blocks": found})]


def test_it_stands_on_the_mentors_tab_of_a_mentor_and_else_on_the_first(
    stage: Stage, sqlite_store: Store
) -> None:
    cohort = open_cohort(stage)
    asked(stage, sqlite_store, cohort=cohort)
    assert tabs(stage, cast.MENTOR) == [Tab.YOU]
    offer_to_mentor(stage, cohort, cast.MENTOR)

    assert tabs(stage, cast.MENTOR) == [Tab.MENTOR]
    assert tabs(stage, cast.MENTEE) == [Tab.YOU]
    assert tabs(stage, cast.SPONSOR) == []
