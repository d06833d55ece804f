"""What each column promises: how long it is kept, and what becomes of it when a person is erased.

The sentences stand in docs/data-map.md; store/retention.py and store/erasing.py act on the members.
"""

from enum import StrEnum


class Keep(StrEnum):
    """How long. What ends by itself is on the schedule of store/retention.py, or names its code."""

    ROW = "as long as the row"
    PERSON = "as long as Slack lists the account or something else here is about the person"
    PROGRAM = "as long as the program"
    COHORT_STANDS = "as long as the cohort"
    ROSTER = "as long as the program, also when HR lists them no longer"
    WORKSPACE = "as long as the workspace is served, and 30 days"
    COHORT = "12 months after the end of the cohort"
    TAKES_PART = "12 months after the person last took part"
    SENT = "a year after it was queued"
    TASK = "90 days after its end"
    IMPORT = "a year after its end"
    STAGED = "a day at most"
    DRAFT = "7 days"
    HEARD = "a day"
    INSTALLING = "until it is used, ten minutes at most"
    INSTALLED = "until the app is taken out or its tokens are taken back"
    DIGEST = "a year after it was made"
    ERASED = "a year after it was done"
    OPENING = "until nominations open"
    PULSE_OPEN = "until the pulse closes"
    CODE = "until the next code is issued"
    KEY = "until the key is retired"


class Erase(StrEnum):
    """What erasing a person does to the rows that are theirs (store/ties.py says which are)."""

    WITH_ROW = "goes with the row"
    DELETED = "deleted"
    LAST_OUT = "deleted, unless somebody else asked as well"
    EMPTIED = "emptied"
    UNNAMED = "emptied where it names the person"
    COUNT = "stays as a count without the name"
    PSEUDONYM = "stays as an id that leads to nobody"
    CHAIN = "stays; the ids in it name nobody once the person is erased"
    WHOLE_COHORT = "stays: counts of a whole cohort"
    NOT_ABOUT = "stays: it is not about a person"
    NOBODYS = "holds nothing about anybody"
    WORKSPACE = "goes when the workspace leaves"
    TAKEN_OUT = "what it says about the person is taken out; the rest stays"
    UNTRACEABLE = "stays: nobody can tell whose it is"
    EXPIRED = "deleted at once when somebody is erased, and the file has to be sent again"
