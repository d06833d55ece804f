"""What a program manager sees of a draft, on Home and in its list, once only some are asked."""

from handlers.matching import home, showing
from handlers.matching.place import Place
from program.matching_draft import Draft
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


def listed(stage: Stage, draft: Draft) -> str:
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        return words_in(showing.board(look, Place(draft.id)))


def test_the_list_of_a_draft_marks_the_pairs_that_were_launched(stage: Stage) -> None:
    ready = set_cohort(stage)
    draft = drafted(stage, ready.cohort)
    pairs = len(ready.mentees)
    assert "asked" not in listed(stage, draft)

    released(stage, draft, Choice(What.CHOSEN, (ready.mentees[0],)))
    part = listed(stage, draft)
    assert f"Launched in part: 1 of {pairs} pairs; their mentors are asked." in part
    assert part.count(" · asked") == 1

    decide(stage, draft, seen=1)
    work_off(stage)
    whole = listed(stage, draft)
    assert "It is launched; its mentors are asked." in whole
    assert whole.count(" · asked") == pairs
