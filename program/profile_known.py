"""What the roster says in words of its own, as choices of our lists: functions and languages."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from program.mentor_lists import Language, ordered
from program.profile_lists import Function

_FUNCTIONS: Mapping[Function, str] = {
    Function.COMMUNICATIONS: "communications communication pr press corporate-communications "
    "kommunikation public-relations",
    Function.CUSTOMER: "customer customer-service service support customer-success "
    "customer-care kundendienst kundenservice",
    Function.DATA: "data analytics data-science bi business-intelligence data-analytics",
    Function.ENGINEERING: "engineering development technology technik entwicklung r-d-engineering "
    "software software-engineering manufacturing-engineering",
    Function.FINANCE: "finance accounting controlling treasury finanzen tax audit "
    "finance-accounting",
    Function.GENERAL: "general general-management management administration board-office",
    Function.HR: "hr human-resources people personnel personal talent people-culture",
    Function.IT: "it information-technology itc ict informatik it-services",
    Function.LEGAL: "legal law compliance recht legal-compliance",
    Function.MARKETING: "marketing brand market-communications",
    Function.OPERATIONS: "operations production manufacturing plant quality produktion betrieb",
    Function.PROCUREMENT: "procurement purchasing sourcing einkauf",
    Function.PRODUCT: "product product-management produktmanagement design",
    Function.RESEARCH: "research r-d rd research-development research-and-development science "
    "forschung",
    Function.SALES: "sales business-development account-management vertrieb commercial",
    Function.STRATEGY: "strategy corporate-development strategie corporate-strategy",
    Function.SUPPLY_CHAIN: "supply-chain logistics logistik supply-chain-management warehouse",
}
_LANGUAGES: Mapping[Language, str] = {
    Language.ARABIC: "arabic arabisch",
    Language.BENGALI: "bengali bangla",
    Language.CHINESE: "chinese mandarin chinesisch cantonese",
    Language.CZECH: "czech tschechisch cestina",
    Language.DANISH: "danish danisch dansk",
    Language.DUTCH: "dutch niederlandisch nederlands",
    Language.ENGLISH: "english englisch anglais ingles",
    Language.FINNISH: "finnish finnisch suomi",
    Language.FRENCH: "french franzosisch francais",
    Language.GERMAN: "german deutsch allemand",
    Language.GREEK: "greek griechisch",
    Language.HEBREW: "hebrew hebraisch",
    Language.HINDI: "hindi",
    Language.HUNGARIAN: "hungarian ungarisch magyar",
    Language.ITALIAN: "italian italienisch italiano",
    Language.JAPANESE: "japanese japanisch",
    Language.KOREAN: "korean koreanisch",
    Language.NORWEGIAN: "norwegian norwegisch norsk",
    Language.POLISH: "polish polnisch polski",
    Language.PORTUGUESE: "portuguese portugiesisch portugues",
    Language.ROMANIAN: "romanian rumanisch romana",
    Language.RUSSIAN: "russian russisch",
    Language.SPANISH: "spanish spanisch espanol castellano",
    Language.SWEDISH: "swedish schwedisch svenska",
    Language.THAI: "thai",
    Language.TURKISH: "turkish turkisch turkce",
    Language.UKRAINIAN: "ukrainian ukrainisch",
    Language.VIETNAMESE: "vietnamese vietnamesisch",
}
_FUNCTION_OF = {word: one for one, words in _FUNCTIONS.items() for word in words.split()}
_LANGUAGE_OF = {word: one for one, words in _LANGUAGES.items() for word in words.split()} | {
    one.value: one for one in Language
}


def function_named(written: str) -> str | None:
    """The function of our list that a roster's word means; None for a word we do not know."""
    found = _FUNCTION_OF.get(_key(written))
    return None if found is None else found.value


def languages_named(written: Sequence[str]) -> tuple[str, ...]:
    """The languages of our list among a roster's words, in its order; others are left out."""
    known = [_LANGUAGE_OF[_key(one)].value for one in written if _key(one) in _LANGUAGE_OF]
    return ordered(known, Language)


def _key(written: str) -> str:
    """Lower case without accents, words joined by a hyphen: `R&D` and `r-d` are the same."""
    plain = unicodedata.normalize("NFKD", written.casefold())
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return "-".join(re.findall(r"[a-z]+", letters))
