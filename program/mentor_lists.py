"""The lists a mentor chooses from: how they mentor, when it suits them, in which languages."""

from collections.abc import Sequence
from enum import StrEnum


class Style(StrEnum):
    """How somebody mentors, in their own view."""

    LISTENING = "listening"
    CHALLENGING = "challenging"
    EXPERIENCE = "experience"
    PRACTICE = "practice"
    DOORS = "doors"


class Times(StrEnum):
    """When somebody is usually free, in their own zone."""

    MON_AM = "mon_am"
    MON_PM = "mon_pm"
    TUE_AM = "tue_am"
    TUE_PM = "tue_pm"
    WED_AM = "wed_am"
    WED_PM = "wed_pm"
    THU_AM = "thu_am"
    THU_PM = "thu_pm"
    FRI_AM = "fri_am"
    FRI_PM = "fri_pm"


class Language(StrEnum):
    """Languages in which somebody can mentor, by ISO 639-1."""

    ARABIC = "ar"
    BENGALI = "bn"
    CHINESE = "zh"
    CZECH = "cs"
    DANISH = "da"
    DUTCH = "nl"
    ENGLISH = "en"
    FINNISH = "fi"
    FRENCH = "fr"
    GERMAN = "de"
    GREEK = "el"
    HEBREW = "he"
    HINDI = "hi"
    HUNGARIAN = "hu"
    ITALIAN = "it"
    JAPANESE = "ja"
    KOREAN = "ko"
    NORWEGIAN = "no"
    POLISH = "pl"
    PORTUGUESE = "pt"
    ROMANIAN = "ro"
    RUSSIAN = "ru"
    SPANISH = "es"
    SWEDISH = "sv"
    THAI = "th"
    TURKISH = "tr"
    UKRAINIAN = "uk"
    VIETNAMESE = "vi"


def ordered(chosen: Sequence[str], known: type[StrEnum]) -> tuple[str, ...]:
    """Each of the chosen words once, in the order of the known ones."""
    return tuple(one.value for one in known if one.value in set(chosen))
