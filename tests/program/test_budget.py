"""Nobody is written to more often than agreed, and never outside their hours."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from program.budget import A_DAY, COUNTED_A_WEEK, Held, Opening, opening_for
from program.delivery import DeliveryClass, Sent
from program.hours import WorkingHours, is_working_hour, local_day, week_of

WEDNESDAY_AT_TEN = datetime(2026, 3, 4, 10, tzinfo=UTC)
HOURS = WorkingHours()
NIGHT = datetime(2026, 3, 4, 23, tzinfo=UTC)


def _sent(cls: DeliveryClass, *ago: timedelta) -> list[Sent]:
    return [Sent(cls, WEDNESDAY_AT_TEN - one) for one in ago]


def test_a_reply_is_sent_at_any_hour_and_over_every_budget() -> None:
    much = _sent(DeliveryClass.STEADY, *[timedelta(minutes=n) for n in range(9)])

    assert opening_for(DeliveryClass.REPLY, NIGHT, HOURS, much) == Opening(NIGHT)


def test_what_is_owed_waits_for_the_morning() -> None:
    opening = opening_for(DeliveryClass.OWED, NIGHT, HOURS, [])

    assert opening == Opening(datetime(2026, 3, 5, 9, tzinfo=UTC), Held.HOURS)


def test_a_full_week_holds_what_counts_until_monday() -> None:
    week = _sent(
        DeliveryClass.STEADY, timedelta(hours=26), timedelta(hours=25), timedelta(hours=24)
    )

    steady = opening_for(DeliveryClass.STEADY, WEDNESDAY_AT_TEN, HOURS, week)

    assert steady == Opening(datetime(2026, 3, 9, 9, tzinfo=UTC), Held.WEEK)


def test_a_full_week_does_not_hold_what_is_owed() -> None:
    week = _sent(DeliveryClass.LIGHT, timedelta(hours=26), timedelta(hours=25), timedelta(hours=24))

    owed = opening_for(DeliveryClass.OWED, WEDNESDAY_AT_TEN, HOURS, week)

    assert owed == Opening(WEDNESDAY_AT_TEN)


def test_what_was_sent_last_week_leaves_this_week_free() -> None:
    last_week = _sent(DeliveryClass.STEADY, *[timedelta(days=n) for n in (5, 6, 7)])

    opening = opening_for(DeliveryClass.STEADY, WEDNESDAY_AT_TEN, HOURS, last_week)

    assert opening == Opening(WEDNESDAY_AT_TEN)


def test_the_third_message_of_a_day_waits_for_the_next_morning() -> None:
    today = _sent(DeliveryClass.OWED, timedelta(hours=1), timedelta(minutes=5))

    opening = opening_for(DeliveryClass.OWED, WEDNESDAY_AT_TEN, HOURS, today)

    assert opening == Opening(datetime(2026, 3, 5, 9, tzinfo=UTC), Held.DAY)


def test_replies_take_no_room_in_a_day() -> None:
    today = _sent(DeliveryClass.REPLY, *[timedelta(minutes=n) for n in range(5)])

    opening = opening_for(DeliveryClass.OWED, WEDNESDAY_AT_TEN, HOURS, today)

    assert opening == Opening(WEDNESDAY_AT_TEN)


def test_somebody_who_chose_none_a_week_hears_nothing_that_counts() -> None:
    opening = opening_for(DeliveryClass.LIGHT, WEDNESDAY_AT_TEN, HOURS, [], a_week=0)

    assert opening.held is Held.WEEK


@given(
    st.sampled_from(["UTC", "America/New_York", "Asia/Kolkata"]),
    st.lists(
        st.tuples(
            st.sampled_from([DeliveryClass.OWED, DeliveryClass.STEADY, DeliveryClass.LIGHT]),
            st.integers(0, 14 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes)),
        ),
        max_size=25,
    ),
)
def test_whatever_is_asked_for_the_limits_hold(
    zone: str, asked: list[tuple[DeliveryClass, timedelta]]
) -> None:
    hours = WorkingHours(zone=zone)
    sent: list[Sent] = []
    for cls, after in sorted(asked, key=lambda one: one[1]):
        now = WEDNESDAY_AT_TEN + after
        if opening_for(cls, now, hours, sent).at == now:
            sent.append(Sent(cls, now))

    assert all(is_working_hour(one.at, hours) for one in sent)
    days = [local_day(one.at, zone) for one in sent]
    weeks = [week_of(one.at, zone) for one in sent if one.cls.counts]
    assert all(days.count(day) <= A_DAY for day in days)
    assert all(weeks.count(week) <= COUNTED_A_WEEK for week in weeks)
