"""Anybody may put a colleague forward; the colleague is asked first, and several voices merge."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from program.actor import Role
from program.nomination import Standing
from program.nomination_steps import NominationState, Step
from program.nomination_voice import KnownAs, Rating, VoiceForm, VoiceForReview
from program.person import SlackPerson
from program.refusal import Refusal
from services import (
    nomination_consent,
    nomination_followed,
    nomination_inbox,
    nomination_queue,
    nomination_review,
    nomination_voices,
    nominations,
)
from services.desk import Desk
from services.nomination_queue import Shown
from store.store import Store
from tests.kit.cast import (
    COLLEAGUE,
    FORMER,
    GUEST,
    LIAISON,
    MENTEE,
    MENTOR,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
    set_stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.nominations import (
    RATED,
    SEEN,
    decide,
    nominate,
    open_cohort,
    put_forward,
    say_yes,
)
from tests.kit.refused import refused
from tests.kit.trail import audit_entries, deliveries_of, mark_sent

MARKER = "marker-7f3 only for program managers"


def begin_with(stage: Stage, by: SlackPerson, account: SlackPerson, cohort_id: str) -> Refusal:
    form = VoiceForm(cohort_id=cohort_id, nominee="", known_as=KnownAs.TEAM)
    return refused(
        stage, by, lambda work: nomination_voices.keep_who(work, form, account.slack_user)
    )


def followed(stage: Stage, by: SlackPerson) -> tuple[nomination_followed.Followed, ...]:
    with stage.desk.open_look(stage.caller(by)) as look:
        return nomination_followed.followed(look)


def withdraw(stage: Stage, by: SlackPerson, standing: Standing) -> Standing:
    with stage.desk.open_work(stage.caller(by)) as work:
        return nomination_followed.withdraw_voice(work, standing.id)


def test_the_nominee_is_asked_and_nobody_else_hears(store: Store, clock: FrozenClock) -> None:
    stage = set_stage(store, Desk(store, clock))
    standing = put_forward(stage, SPONSOR, MENTEE, open_cohort(stage))
    assert standing.state is NominationState.CONSENT_ASKED
    asked = deliveries_of(stage, "nominations.consent_ask")
    assert [one.recipient for one in asked] == [stage.person_id(MENTEE)]
    assert deliveries_of(stage, "nominations.to_review") == []
    assert [one.recipient for one in deliveries_of(stage, "nominations.received")] == [
        stage.person_id(SPONSOR)
    ]


@pytest.mark.parametrize("by", [PROGRAM_MANAGER, LIAISON, SPONSOR, MENTOR, COLLEAGUE])
def test_whoever_has_a_full_account_may_nominate_a_colleague(stage: Stage, by: SlackPerson) -> None:
    put_forward(stage, by, MENTEE, open_cohort(stage))
    assert [one.nominee.name for one in followed(stage, by)] == [MENTEE.name]


@pytest.mark.parametrize("by", [GUEST, OUTSIDER])
def test_guests_and_outsiders_nominate_nobody(stage: Stage, by: SlackPerson) -> None:
    cohort = open_cohort(stage)
    assert begin_with(stage, by, MENTEE, cohort.id).code.startswith("permissions.")


@pytest.mark.parametrize(
    ("account", "code"),
    [
        (SPONSOR, "nominations.this_is_you"),
        (GUEST, "people.guest"),
        (OUTSIDER, "people.outsider"),
        (FORMER, "people.gone"),
    ],
)
def test_who_cannot_be_nominated_is_said_under_the_field(
    stage: Stage, account: SlackPerson, code: str
) -> None:
    refusal = begin_with(stage, SPONSOR, account, open_cohort(stage).id)
    assert (refusal.code, refusal.troubles[0].field) == (code, "nominee")


def test_after_the_close_nobody_is_nominated(stage: Stage, clock: FrozenClock) -> None:
    cohort = open_cohort(stage)
    clock.set(datetime(2026, 12, 12, 12, tzinfo=UTC))
    assert begin_with(stage, SPONSOR, MENTEE, cohort.id).code == "nominations.closed"


def test_before_the_yes_the_program_team_sees_a_count_and_nothing_else(stage: Stage) -> None:
    standing = put_forward(stage, SPONSOR, MENTEE, open_cohort(stage), remark=MARKER)
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        for shown in Shown:
            assert nomination_queue.queue(look, shown) == ()
        assert nomination_queue.queue(look, Shown.ALL, MENTEE.name) == ()
        found = nomination_inbox.inbox(look)
        with pytest.raises(Refusal) as refusal:
            nomination_review.voice(look, standing.id, stage.person_id(SPONSOR))
    assert found is not None
    assert found.tallies[0].counts == {NominationState.CONSENT_ASKED: 1}
    assert refusal.value.code == "permissions.not_yours"
    for act in (
        lambda work: nomination_review.open_review(work, standing.id),
        lambda work: nomination_review.before_decision(work, standing.id),
    ):
        assert refused(stage, PROGRAM_MANAGER, act).code == "nominations.not_found"


def test_only_the_nominee_says_yes_and_saying_it_twice_is_quiet(stage: Stage) -> None:
    standing = put_forward(stage, SPONSOR, MENTEE, open_cohort(stage))
    for by in (SPONSOR, PROGRAM_MANAGER, COLLEAGUE):
        refusal = refused(stage, by, lambda work: nomination_consent.say_yes(work, standing.id))
        assert refusal.code == "permissions.not_yours"
    say_yes(stage, MENTEE, standing)
    again = say_yes(stage, MENTEE, standing)
    assert again.state is NominationState.IN_REVIEW
    assert len(deliveries_of(stage, "nominations.news")) == 1
    assert [one.entry for one in audit_entries(stage)].count("nomination.consented") == 1


def test_a_no_is_all_that_the_nominator_hears(stage: Stage) -> None:
    standing = put_forward(stage, SPONSOR, MENTEE, open_cohort(stage))
    for _ in range(2):
        with stage.desk.open_work(stage.caller(MENTEE)) as work:
            nomination_consent.say_no(work, standing.id)
    assert [one.recipient for one in deliveries_of(stage, "nominations.news")] == [
        stage.person_id(SPONSOR)
    ]
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        assert nomination_queue.queue(look, Shown.ALL) == ()
    refusal = begin_with(stage, COLLEAGUE, MENTEE, standing.cohort.id)
    assert refusal.code == "nominations.other_said_no"
    assert nominate(stage, MENTEE, standing.cohort).state is NominationState.IN_REVIEW


def test_after_a_no_a_yes_comes_too_late(stage: Stage) -> None:
    standing = put_forward(stage, SPONSOR, MENTEE, open_cohort(stage))
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        nomination_consent.say_no(work, standing.id)
    refusal = refused(stage, MENTEE, lambda work: nomination_consent.say_yes(work, standing.id))
    assert refusal.code == "nominations.said_no"


def test_several_voices_merge_into_one_record(stage: Stage) -> None:
    cohort = open_cohort(stage)
    first = put_forward(stage, SPONSOR, MENTEE, cohort)
    second = put_forward(stage, COLLEAGUE, MENTEE, cohort, seen="They taught us to listen.")
    assert second.id == first.id
    own = nominate(stage, MENTEE, cohort)
    assert (own.id, own.state, own.has_own_words) == (first.id, NominationState.IN_REVIEW, True)
    third = put_forward(stage, MENTOR, MENTEE, cohort)
    assert third.id == first.id
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        review = nomination_review.open_review(work, first.id)
    assert {one.voice.by for one in review.voices} == {
        stage.person_id(one) for one in (SPONSOR, COLLEAGUE, MENTOR)
    }
    assert review.voices[0].ratings == RATED
    assert review.nomination.standing.has_own_words


def test_the_nominee_reads_every_voice_and_never_a_rating_or_a_remark(stage: Stage) -> None:
    standing = put_forward(stage, SPONSOR, MENTEE, open_cohort(stage), remark=MARKER)
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        asked = nomination_consent.question(look, standing.id)
        voices, _ = nominations.voices_for_me(look, standing.id)
        one = nomination_review.voice(look, standing.id, stage.person_id(SPONSOR))
    assert asked.voices == voices
    assert voices[0].evidence[0].text == SEEN
    assert not isinstance(one.said, VoiceForReview)
    assert not hasattr(voices[0], "ratings")
    assert not hasattr(voices[0], "remark")


@pytest.mark.parametrize(("reader", "reads"), [(PROGRAM_MANAGER, MARKER), (LIAISON, None)])
def test_the_remark_is_for_program_managers_and_the_ratings_for_the_team(
    stage: Stage, reader: SlackPerson, reads: str | None
) -> None:
    cohort = open_cohort(stage)
    standing = put_forward(stage, SPONSOR, MENTEE, cohort, remark=MARKER)
    say_yes(stage, MENTEE, standing)
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    with stage.desk.open_look(stage.caller(reader)) as look:
        read = nomination_review.voice(look, standing.id, stage.person_id(SPONSOR)).said
    assert isinstance(read, VoiceForReview)
    assert read.ratings == RATED
    assert read.remark == reads


@pytest.mark.parametrize("reader", [COLLEAGUE, SPONSOR])
def test_nobody_else_reads_a_voice(stage: Stage, reader: SlackPerson) -> None:
    standing = put_forward(stage, MENTOR, MENTEE, open_cohort(stage))
    say_yes(stage, MENTEE, standing)
    for act in (
        lambda work: nomination_review.voice(work, standing.id, stage.person_id(MENTOR)),
        lambda work: nomination_followed.follow(work, standing.id),
        lambda work: nomination_followed.withdraw_voice(work, standing.id),
        lambda work: nomination_consent.question(work, standing.id),
    ):
        assert refused(stage, reader, act).code.startswith("permissions.")


def test_the_same_form_twice_is_one_voice(stage: Stage) -> None:
    cohort = open_cohort(stage)
    first = put_forward(stage, SPONSOR, MENTEE, cohort)
    with stage.desk.open_work(stage.caller(SPONSOR)) as work:
        again = nomination_voices.nominate(work, cohort.id, stage.person_id(MENTEE), RATED, "")
    assert (again.standing.id, again.standing.version) == (first.id, first.version)
    assert len(deliveries_of(stage, "nominations.consent_ask")) == 1
    refusal = begin_with(stage, SPONSOR, MENTEE, cohort.id)
    assert refusal.code == "nominations.spoke_already"


def test_two_who_nominate_at_once_are_two_voices_in_one_record(store: Store) -> None:
    stage = set_stage(store, Desk(store, FrozenClock()))
    cohort = open_cohort(stage)
    with ThreadPoolExecutor(2) as both:
        found = list(
            both.map(lambda by: put_forward(stage, by, MENTEE, cohort), (SPONSOR, COLLEAGUE))
        )
    assert len({one.id for one in found}) == 1
    assert len(deliveries_of(stage, "nominations.consent_ask")) == 1


def test_words_ratings_and_the_first_step_are_refused_under_their_fields(stage: Stage) -> None:
    cohort = open_cohort(stage)
    form = VoiceForm(cohort_id=cohort.id, nominee="", known_as=None)
    refusal = refused(
        stage,
        SPONSOR,
        lambda work: nomination_voices.keep_who(work, form, MENTEE.slack_user),
    )
    assert refusal.troubles[0].field == "known_as"
    good = VoiceForm(cohort_id=cohort.id, nominee="", known_as=KnownAs.TEAM)
    with stage.desk.open_work(stage.caller(SPONSOR)) as work:
        going = nomination_voices.keep_who(work, good, MENTEE.slack_user)
    mia = going.nominee.id
    nothing = refused(
        stage, SPONSOR, lambda work: nomination_voices.keep_words(work, cohort.id, mia, {}, ())
    )
    assert nothing.troubles[0].field == f"evidence:{cohort.criteria[0].id}"
    with stage.desk.open_work(stage.caller(SPONSOR)) as work:
        texts = {cohort.criteria[1].id: SEEN}
        nomination_voices.keep_words(work, cohort.id, mia, texts, ())
    given = {Rating.POTENTIAL: 5, Rating.CURIOSITY: 9}
    missing = refused(
        stage,
        SPONSOR,
        lambda work: nomination_voices.nominate(work, cohort.id, mia, given, "x" * 601),
    )
    assert {one.field for one in missing.troubles} == {
        "rating:curiosity",
        "rating:coachability",
        "rating:resilience",
        "remark",
    }


def test_a_draft_for_somebody_else_is_never_sent_for_this_one(stage: Stage) -> None:
    cohort = open_cohort(stage)
    form = VoiceForm(cohort_id=cohort.id, nominee="", known_as=KnownAs.TEAM)
    with stage.desk.open_work(stage.caller(SPONSOR)) as work:
        nomination_voices.keep_who(work, form, MENTEE.slack_user)
    colleague = stage.person_id(COLLEAGUE)
    refusal = refused(
        stage,
        SPONSOR,
        lambda work: nomination_voices.keep_words(work, cohort.id, colleague, {}, ()),
    )
    assert refusal.code == "nominations.other_draft_gone"


def test_the_last_voice_taken_back_ends_it_and_another_keeps_it(stage: Stage) -> None:
    cohort = open_cohort(stage)
    standing = put_forward(stage, SPONSOR, MENTEE, cohort)
    put_forward(stage, COLLEAGUE, MENTEE, cohort)
    assert withdraw(stage, SPONSOR, standing).state is NominationState.CONSENT_ASKED
    assert withdraw(stage, SPONSOR, standing).state is NominationState.CONSENT_ASKED
    assert withdraw(stage, COLLEAGUE, standing).state is NominationState.WITHDRAWN
    assert followed(stage, SPONSOR) == ()
    refusal = refused(stage, MENTEE, lambda work: nomination_consent.say_yes(work, standing.id))
    assert refusal.code == "nominations.withdrawn"
    renewed = put_forward(stage, SPONSOR, MENTEE, cohort)
    assert (renewed.id, renewed.state) == (standing.id, NominationState.CONSENT_ASKED)


def test_after_the_yes_the_only_words_stay(stage: Stage) -> None:
    cohort = open_cohort(stage)
    standing = say_yes(stage, MENTEE, put_forward(stage, SPONSOR, MENTEE, cohort))
    refusal = refused(
        stage, SPONSOR, lambda work: nomination_followed.withdraw_voice(work, standing.id)
    )
    assert refusal.code == "nominations.last_voice"
    nominate(stage, MENTEE, cohort)
    assert withdraw(stage, SPONSOR, standing).state is NominationState.IN_REVIEW


def test_before_the_yes_there_is_nothing_to_withdraw_but_a_no_to_say(stage: Stage) -> None:
    standing = put_forward(stage, SPONSOR, MENTEE, open_cohort(stage))
    refusal = refused(stage, MENTEE, lambda work: nominations.withdraw(work, standing.id))
    assert refusal.code == "nominations.consent_asked"


def test_who_put_them_forward_hears_that_it_was_withdrawn(stage: Stage) -> None:
    standing = say_yes(stage, MENTEE, put_forward(stage, SPONSOR, MENTEE, open_cohort(stage)))
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        nominations.withdraw(work, standing.id)
    news = deliveries_of(stage, "nominations.news")
    assert [one.recipient for one in news] == [stage.person_id(SPONSOR)] * 2


def test_the_nominator_reads_the_reason_only_once_the_nominee_was_told(stage: Stage) -> None:
    standing = put_forward(stage, SPONSOR, MENTEE, open_cohort(stage))
    decided = decide(stage, say_yes(stage, MENTEE, standing), remark=MARKER)
    with stage.desk.open_look(stage.caller(SPONSOR)) as look:
        read, _ = nomination_followed.follow(look, standing.id)
    assert (read.standing.state, read.reason) == (NominationState.IN_REVIEW, None)
    mark_sent(stage, f"nominations.accepted:{decided.id}:{decided.version}")
    with stage.desk.open_look(stage.caller(SPONSOR)) as look:
        read, _ = nomination_followed.follow(look, standing.id)
    assert read.standing.state is NominationState.ACCEPTED
    assert read.reason
    assert MARKER not in str(read)


def test_who_put_somebody_forward_hears_an_hour_of_work_after_the_nominee(
    stage: Stage, clock: FrozenClock
) -> None:
    clock.set(datetime(2026, 11, 23, 21, 30, tzinfo=UTC))  # 16:30 in New York
    standing = put_forward(stage, SPONSOR, MENTEE, open_cohort(stage))
    decide(stage, say_yes(stage, MENTEE, standing))
    moments = [one.not_before for one in deliveries_of(stage, "nominations.news")]
    news = max(one for one in moments if one is not None)
    assert news == datetime(2026, 11, 24, 14, 0, tzinfo=UTC)  # nine the next morning


def test_decided_nominations_take_no_further_voice(stage: Stage) -> None:
    cohort = open_cohort(stage)
    standing = put_forward(stage, SPONSOR, MENTEE, cohort)
    decide(stage, say_yes(stage, MENTEE, standing))
    assert begin_with(stage, COLLEAGUE, MENTEE, cohort.id).code == "nominations.other_decided"
    refusal = refused(
        stage, SPONSOR, lambda work: nomination_followed.withdraw_voice(work, standing.id)
    )
    assert refusal.code == "nominations.decided_on"


def test_the_history_names_the_steps_in_order(stage: Stage) -> None:
    cohort = open_cohort(stage)
    standing = put_forward(stage, SPONSOR, MENTEE, cohort)
    put_forward(stage, COLLEAGUE, MENTEE, cohort)
    say_yes(stage, MENTEE, standing)
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        steps = nominations.mine(look, standing.id).steps
    assert [one.step for one in steps] == [Step.NOMINATED, Step.VOICED, Step.CONSENTED]
