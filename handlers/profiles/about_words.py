"""The questions of About me and what may be answered."""

from collections.abc import Mapping

from program.profile_about import Group

QUESTIONS: Mapping[Group, str] = {
    Group.GENDER: "Gender",
    Group.AGE: "Age",
    Group.CARING: "I care for children or relatives",
    Group.DISABILITY: "I live with a disability or a long illness",
    Group.PART_TIME: "I work part-time",
    Group.ORIGIN: "I or my parents came from another country",
}
ANSWERS: Mapping[str, str] = {
    "woman": "Woman",
    "man": "Man",
    "another": "Another gender",
    "under_30": "Under 30",
    "30_to_39": "30 to 39",
    "40_to_49": "40 to 49",
    "50_and_over": "50 and over",
    "yes": "Yes",
    "no": "No",
}
