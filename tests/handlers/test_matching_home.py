"""What matching leaves on the program manager's Home once only some pairs of a draft are asked."""

from handlers.matching import home
from program.person import SlackPerson
from program.release import Choice, What
from tests.kit.cast import MENTEE, PROGRAM_MANAGER, Stage
from tests.kit.entering import words_in
from tests.kit.matching_drafts import drafted, set_cohort
from tests.kit.releases import decide, released, work_off


def shown(stage: Stage, account: SlackPerson) -> str:
    with stage.desk.open_look(stage.caller(account)) as look:
        return words_in({"blocks": home.cards(look)})


def waiting(stage: Stage, account: SlackPerson) -> list[str]:
    with stage.desk.open_look(stage.caller(account)) as look:
        return [one.text for one in home.inbox(look)]


def test_a_draft_launched_in_part_waits_on_home_until_its_last_pair_is_launched(
    stage: Stage,
) -> None:
    ready = set_cohort(stage)
    draft = drafted(stage, ready.cohort)
    released(stage, draft, Choice(What.CHOSEN, (ready.mentees[0],)))
    left = len(ready.mentees) - 1

    assert f"Launched in part: {left} pairs still to launch." in shown(stage, PROGRAM_MANAGER)
    assert [f"{left} pairs still to launch" in one for one in waiting(stage, PROGRAM_MANAGER)] == [
        True
    ]
    assert shown(stage, MENTEE) == ""
    assert waiting(stage, MENTEE) == []

    decide(stage, draft, seen=1)
    work_off(stage)
    assert "still to launch" not in shown(stage, PROGRAM_MANAGER)
    assert waiting(stage, PROGRAM_MANAGER) == []
