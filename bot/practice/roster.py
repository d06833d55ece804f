"""The roster HR would send of the made-up company: a workbook like those Workday exports.

Names, titles, functions and reporting lines are written down; numbers, hire dates and further
languages are drawn with a fixed seed, so that the file is the same on every machine.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bot.practice import people
from documents.sheet import Sheet, workbook

FILE_NAME = "Aldermoor roster 2026-01.xlsx"
_SEED = 2026
_HEADING = (
    "Employee ID",
    "Preferred Name",
    "Email - Work",
    "Business Title",
    "Management Level",
    "Function",
    "Location",
    "Manager ID",
    "Languages",
    "Hire Date",
)
_LOCATIONS = {
    people.LONDON: "London",
    people.ZURICH: "Zurich",
    people.WARSAW: "Warsaw",
    people.LAGOS: "Lagos",
    people.NEW_YORK: "New York",
    people.CHICAGO: "Chicago",
    people.SAO_PAULO: "São Paulo",
    people.BENGALURU: "Bengaluru",
    people.SINGAPORE: "Singapore",
    people.TOKYO: "Tokyo",
    people.SYDNEY: "Sydney",
}
_SPOKEN = {
    people.ZURICH: ("German", "French"),
    people.WARSAW: ("Polish", "German"),
    people.LAGOS: ("Yoruba", "French"),
    people.CHICAGO: ("Spanish",),
    people.SAO_PAULO: ("Portuguese", "Spanish"),
    people.BENGALURU: ("Hindi", "Kannada"),
    people.SINGAPORE: ("Mandarin", "Malay"),
    people.TOKYO: ("Japanese",),
}
_LEVELS = {
    people.SPONSORS: "Executive",
    people.LEADERS: "Senior leader",
    people.MANAGERS: "Manager",
    people.POTENTIALS: "Lead",
    people.COLLEAGUES: "Professional",
    people.PROGRAM_TEAM: "Manager",
}

_ABOVE: dict[str, tuple[str, tuple[str, ...]]] = {
    "Ingrid Halvorsen": (
        "Operations",
        (
            "Desmond Clarke",
            "Kenji Watanabe",
            "Amara Nwosu",
            "Charlotte Weiss",
            "Diego Carvalho",
            "Eleanor Whitfield",
            "Farid Mansour",
            "Isabel Fuentes",
            "Jonas Keller",
            "Laurence Abbott",
            "Nathan Brooks",
            "Patricia Moreau",
            "Olga Wierzbicka",
        ),
    ),
    "Desmond Clarke": ("People", ("Helen Okafor", "Grace Lindqvist", "Zara Hussain")),
    "Helen Okafor": ("People", ("Marc Brunner", "Ananya Rao")),
    "Kenji Watanabe": ("Asia Pacific", ("Hiroshi Tanabe", "Kavita Menon", "Mei Ling Tan")),
    "Amara Nwosu": ("Field Operations", ("Samuel Osei", "Oliver Grant", "Bridget Moyo")),
    "Samuel Osei": ("Field Operations", ("Adaeze Eze", "William Nkemelu")),
    "Charlotte Weiss": ("Product", ("Daniel Ashworth", "Sofia Lindgren")),
    "Diego Carvalho": ("Sales", ("Camila Torres",)),
    "Eleanor Whitfield": ("Legal", ("Valentina Rossi",)),
    "Farid Mansour": ("Supply Chain", ("Fatima Zahra", "Thomas Arnold")),
    "Grace Lindqvist": ("Customer Success", ("Yusuf Demir", "Aaron Fischer")),
    "Yusuf Demir": ("Customer Success", ("Leila Haddad",)),
    "Hiroshi Tanabe": ("Quality", ("Hana Kobayashi", "Yuki Mori")),
    "Isabel Fuentes": ("Finance", ("Tamsin Reid", "Caleb Turner")),
    "Tamsin Reid": ("Finance", ("Mateusz Zielinski",)),
    "Jonas Keller": ("Engineering", ("Quentin Dubois", "Ivan Petrov", "Gabriel Santos")),
    "Quentin Dubois": ("Engineering", ("Benedikt Frei",)),
    "Kavita Menon": ("Data", ("Uma Krishnan", "Karthik Iyer", "Priya Nair")),
    "Uma Krishnan": ("Data", ("Jasmine Lee",)),
    "Laurence Abbott": ("Sales", ("Rosa Delgado", "Niamh Gallagher")),
    "Rosa Delgado": ("Sales", ("Ruben Castillo",)),
    "Mei Ling Tan": ("Quality", ("Wendy Chua", "Xin Yi Lim")),
    "Nathan Brooks": ("Manufacturing", ("Viktor Novak", "Emily Hartman")),
    "Viktor Novak": ("Manufacturing", ()),
    "Olga Wierzbicka": ("Shared Services", ("Dorota Maj",)),
    "Patricia Moreau": ("Strategy", ()),
}
"""Each superior, the function they lead, and who reports to them."""

_WITHOUT_SLACK = (
    ("Piotr Baran", "Line Technician", people.WARSAW, "Viktor Novak"),
    ("Ngozi Balogun", "Warehouse Supervisor", people.LAGOS, "Samuel Osei"),
    ("Jack Sullivan", "Field Engineer", people.SYDNEY, "Amara Nwosu"),
)
"""HR knows them, Slack does not."""


@dataclass(frozen=True)
class Entry:
    """One line of the roster."""

    employee_id: str
    name: str
    email: str
    title: str
    level: str
    function: str
    location: str
    manager_id: str
    languages: str
    hired_on: date


def entries() -> tuple[Entry, ...]:
    """Everyone employed: sixty lines, the same every time."""
    drawn = Random(_SEED)  # noqa: S311  believable, not secret
    employed = [
        (one.name, one.title, one.zone, _LEVELS[one.group])
        for one in people.COLLEAGUES_ALL
        if one.group in _LEVELS
    ]
    employed += [(name, title, zone, "Professional") for name, title, zone, _ in _WITHOUT_SLACK]
    numbers = drawn.sample(range(1_000, 9_000), len(employed))
    ids = {name: f"{number:06}" for (name, *_), number in zip(employed, numbers, strict=True)}
    superiors = _superiors()
    return tuple(
        Entry(
            employee_id=ids[name],
            name=name,
            email=f"{'.'.join(name.lower().split())}@aldermoor.example",
            title=title,
            level=level,
            function=_function_of(name, superiors),
            location=_LOCATIONS[zone],
            manager_id=ids.get(superiors.get(name, ""), ""),
            languages=_languages(zone, drawn),
            hired_on=date(2008, 1, 7) + timedelta(weeks=drawn.randrange(0, 52 * 17)),
        )
        for name, title, zone, level in employed
    )


def file() -> bytes:
    """The workbook: a title above the heading, as such exports have it."""
    rows = [
        (
            one.employee_id,
            one.name,
            one.email,
            one.title,
            one.level,
            one.function,
            one.location,
            one.manager_id,
            one.languages,
            one.hired_on,
        )
        for one in entries()
    ]
    note = "All active workers, effective 5 January 2026"
    return workbook([Sheet("Active workers", _HEADING, rows, note)], zone=people.LONDON)


def _superiors() -> dict[str, str]:
    found = {name: above for above, (_, names) in _ABOVE.items() for name in names}
    return found | {name: above for name, _, _, above in _WITHOUT_SLACK}


def _function_of(name: str, superiors: dict[str, str]) -> str:
    if name in _ABOVE:
        return _ABOVE[name][0]
    return _ABOVE[superiors[name]][0]


def _languages(zone: str, drawn: Random) -> str:
    others = _SPOKEN.get(zone, ())
    return ", ".join(["English", *drawn.sample(others, drawn.randint(0, len(others)))])
