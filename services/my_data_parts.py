"""Every part of what is kept of somebody, in the order in which the person reads it."""

from services import (
    check_in_own,
    matching_own,
    mentor_own,
    my_data_basics,
    nomination_own,
    pairing_own,
    profile_own,
    pulse_own,
    report_own,
    request_own,
    roster_own,
)
from services.my_data import Part

PARTS: tuple[Part, ...] = (
    my_data_basics.ACCOUNT,
    my_data_basics.ROLES,
    roster_own.MY_DATA,
    *nomination_own.MY_DATA,
    *mentor_own.MY_DATA,
    *profile_own.MY_DATA,
    matching_own.MY_DATA,
    *pairing_own.MY_DATA,
    *check_in_own.MY_DATA,
    *request_own.MY_DATA,
    pulse_own.MY_DATA,
    *report_own.MY_DATA,
    my_data_basics.DRAFTS,
    my_data_basics.MESSAGES,
)
"""A feature adds a line: `FEATURE.MY_DATA`, where it is a Part in the feature's service."""
