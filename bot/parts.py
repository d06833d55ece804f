"""The parts of the house as tables: every feature, and every plan of the clock."""

from handlers import (
    check_ins,
    cohorts,
    conduct,
    governance,
    mentors,
    my_data,
    nominations,
    pairings,
    people,
    profiles,
    reports,
    requests,
    rosters,
    shelf,
    undelivered,
)
from handlers.feature import Feature
from scheduler.planner import Plan
from services import (
    cohort_news,
    conduct_text,
    drafts,
    erasure_steps,
    leaving,
    mentor_invitations,
    nomination_rhythm,
    pairing_plan,
    pauses,
    release_report,
    release_waiting,
    report_figures,
    report_round,
    request_watch,
    rhythm_nudges,
    roster_import,
    succession,
)

FEATURES: tuple[Feature, ...] = (
    nominations.FEATURE,
    mentors.FEATURE,
    profiles.FEATURE,
    pairings.FEATURE,
    conduct.FEATURE,
    check_ins.FEATURE,
    requests.FEATURE,
    reports.FEATURE,
    cohorts.FEATURE,
    shelf.FEATURE,
    rosters.FEATURE,
    people.FEATURE,
    my_data.FEATURE,
    governance.FEATURE,
    undelivered.FEATURE,
)
"""Every feature, in the order in which the launcher shows its words."""

PLANS: tuple[Plan, ...] = (
    Plan("drafts.expire", drafts.next_expiry, drafts.drop_expired),
    Plan("erasures.end", erasure_steps.next_end, erasure_steps.end_due),
    Plan("rosters.expire", roster_import.next_expiry, roster_import.expire),
    Plan("nominations.time", nomination_rhythm.next_due, nomination_rhythm.run),
    Plan("conduct.version", conduct_text.next_version, conduct_text.ask_about_version),
    Plan("pairings.time", pairing_plan.next_due, pairing_plan.run),
    Plan("mentors.invitations", mentor_invitations.next_due, mentor_invitations.keep_time),
    Plan("cohorts.openings", cohort_news.next_opening, cohort_news.tell_of_openings),
    Plan("governance.succession", succession.next_vacancy, leaving.hand_on),
    Plan("pauses.resume", pauses.next_resumption, pauses.resume_due),
    Plan("requests.watch", request_watch.next_watch, request_watch.watch_due),
    Plan("matching.reports", release_report.next_due, release_report.run),
    Plan("matching.waiting", release_waiting.next_due, release_waiting.run),
    Plan("reports.count", report_figures.next_count, report_figures.count_due),
    Plan("reports.digests", report_round.next_due, report_round.run),
    Plan("check_ins.asks", rhythm_nudges.next_end_of_ask, rhythm_nudges.end_asks),
    Plan("check_ins.remind", rhythm_nudges.next_due, rhythm_nudges.remind),
)
