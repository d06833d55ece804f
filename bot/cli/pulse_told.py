"""What an auditor reads of the pulses of an installation: each finding as a sentence."""

from collections.abc import Iterator, Mapping

from store.pulse.finding import Finding, Weight
from store.pulse.verifying import OpenSurvey, Verified

MARKS = {Weight.FINE: "  fine  ", Weight.LOOK: "  look  ", Weight.TROUBLE: "TROUBLE "}

SAYS: Mapping[str, str] = {
    "keys.no_secret": "BATON_PULSE_SECRET is not set here: no pulse can be opened or answered.",
    "keys.no_folder": "The key folder {about} is not there, or this account may not use it.",
    "keys.folder_open": "Other accounts may open the key folder {about}.",
    "keys.folder_inside": "The key folder {about} lies within what is copied with the database.",
    "keys.folder": "The key folder {about} is for one account alone (mode {value}).",
    "keys.same_disk": "The key folder {about} is on the disk of the database: an image of that "
    "disk takes both.",
    "keys.other_file": "The key folder holds {about}, no key of a pulse, maybe a copy of one.",
    "share.missing": "The open pulse {about} has not the key it opened with.",
    "share.orphan": "A key is left of {about}, which is not open.",
    "share.young": "A key of {about} is less than an hour old: it is being opened, or was closed.",
    "share.readable": "Other accounts may read the key of {about}.",
    "share.in_database": "The database still holds its part of the key of {about}, which ended.",
    "schema.as_declared": "The tables of an open pulse are as declared: no moment, no counting "
    "number, no trigger, no index on what an answer changes.",
    "schema.columns": "The column {about} is not as declared.",
    "schema.default": "The column {about} has a default of its own.",
    "schema.index": "The index {about} is on what an answer changes.",
    "schema.trigger": "The trigger {about} sees every answer.",
    "schema.key": "The rows of {about} have a number that counts.",
    "schema.storage": "The column {about} may be kept out of line, where a number counts.",
    "schema.statistics": "The server keeps samples of {about}.",
    "schema.published": "The table {about} is sent to another server as it changes.",
    "settings.kept": "{about} is {value}.",
    "settings.lost": "{about} is {value}: answers may be lost, or stay readable once deleted.",
    "settings.quiet": "{about} is {value}.",
    "settings.telling": "{about} is {value}: the server keeps moments or sealed answers.",
    "rows.none": "No row is left of the pulses that have ended ({value}).",
    "rows.left": "The table {about} holds rows of a pulse that is not open.",
    "left.nothing": "No byte of a pulse that has ended is left in {about}.",
    "left.empty_table": "The file of {about} is empty.",
    "left.free_pages": "Freed pages are not overwritten: {value}.",
    "left.unused_space": "Pages of {about} hold bytes of deleted rows: {value}.",
    "left.log": "{about} holds pages of votes: it shows what was written together.",
    "left.journal": "{about} is left over and may hold deleted rows.",
    "left.heap": "The file of {about} holds rows of a pulse that has ended: run VACUUM FULL, then "
    "CHECKPOINT, and ask again.",
    "left.to_vacuum": "The file of {about} has {value} bytes although no pulse is open, and this "
    "account may not read it: run VACUUM FULL.",
    "left.unread": "{about} could not be read: ask again, or with an account that may.",
}

_COULD_NOT = (
    "Of pulses that have ended: nothing but the release. Slips, roll and key are gone; who "
    "answered, what anybody answered and in which order cannot be known from these files.",
    "Of void pulses: nothing at all, not even how many answered.",
)
_COULD_NOT_OPEN = (
    "Of open pulses, without all three parts of the key: no answer, and no name of whoever "
    "answered. The order of answers stands nowhere in the live rows.",
)
_COULD_OPEN = (
    "Of open pulses: who was invited, when they close, and, by counting marked rows, how many "
    "answered so far. This command does not count them.",
    "With the database, the key folder and BATON_PULSE_SECRET together: who has answered, and what "
    "the answers are, but not whose is whose.",
    "With all of these and the database as it was before and after an answer: whose answer it is. "
    "So images of a machine that holds all three parts must not be kept.",
)
_COULD_ON_POSTGRESQL = (
    "On PostgreSQL the server's own log (pg_wal, its archive) and rows it has not vacuumed yet are "
    "such earlier states. They are sealed; with all three parts of the key they tell whose is "
    "whose.",
)


def lines(found: Verified) -> Iterator[str]:
    """Everything found, then what could and could not be known from these files now."""
    for one in found.findings:
        yield f"{MARKS[one.weight]}  {sentence(one)}"
    yield ""
    yield from (_open(one) for one in found.open)
    yield f"Open: {len(found.open)}. Ended with a release: {found.closed}. Void: {found.void}."
    yield ""
    yield "What could be known from these files now:"
    yield from (f"  {one}" for one in could(found))
    yield "What could not:"
    yield from (f"  {one}" for one in could_not(found))
    yield ""
    yield "All is as promised." if found.holds else "Some of this is not as promised."


def sentence(finding: Finding) -> str:
    """A finding in words."""
    return SAYS[finding.code].format(about=finding.about, value=finding.value)


def could(found: Verified) -> list[str]:
    """What somebody with these files could know."""
    if not found.open:
        return ["Of pulses that have ended: their releases, and how many answered in all."]
    more = () if found.is_sqlite else _COULD_ON_POSTGRESQL
    return [*_COULD_OPEN, *more]


def could_not(found: Verified) -> list[str]:
    """What nobody could know from them."""
    return [*_COULD_NOT, *(_COULD_NOT_OPEN if found.open else ())]


def _open(survey: OpenSurvey) -> str:
    key = "has its key" if survey.has_key else "has no key"
    closes = f"{survey.closes_at:%d %B %Y, %H:%M} UTC"
    title = survey.title or "Pulse"
    return (
        f"{survey.id}  {title} · {survey.program} · {survey.invited} invited · "
        f"closes {closes} · {key}"
    )
