"""Who works at the made-up company: about sixty people with believable names, places and roles.

The list is written down rather than drawn, so that the workspace is the same on every machine
and a screenshot, a test and a support question all speak of the same person.
"""

from dataclasses import dataclass
from typing import Any

TEAM_ID = "T0PRACTICE"
TEAM_NAME = "Aldermoor Group"
TEAM_DOMAIN = "aldermoor"
PARTNER_TEAM_ID = "T0PARTNER"

LONDON = "Europe/London"
ZURICH = "Europe/Zurich"
WARSAW = "Europe/Warsaw"
LAGOS = "Africa/Lagos"
NEW_YORK = "America/New_York"
CHICAGO = "America/Chicago"
SAO_PAULO = "America/Sao_Paulo"
BENGALURU = "Asia/Kolkata"
SINGAPORE = "Asia/Singapore"
TOKYO = "Asia/Tokyo"
SYDNEY = "Australia/Sydney"


@dataclass(frozen=True)
class Colleague:
    """One made-up person, as the sandbox and the seed need them."""

    slack_user: str
    name: str
    title: str
    zone: str
    group: str
    is_guest: bool = False
    is_outsider: bool = False

    @property
    def email(self) -> str:
        """The address Slack would know: first.last at the made-up company."""
        return ".".join(self.name.lower().split()) + "@aldermoor.example"


PROGRAM_TEAM = "Program team"
SPONSORS = "Sponsors"
LEADERS = "Senior leaders"
MANAGERS = "Line managers"
POTENTIALS = "High potentials"
COLLEAGUES = "Colleagues"
OTHERS = "Guests and partners"

_ROWS: tuple[tuple[str, str, str, str], ...] = (
    (PROGRAM_TEAM, "Helen Okafor", "Head of Leadership Development", LONDON),
    (PROGRAM_TEAM, "Marc Brunner", "Talent Partner", ZURICH),
    (PROGRAM_TEAM, "Ananya Rao", "People Programs Lead", BENGALURU),
    (SPONSORS, "Ingrid Halvorsen", "Chief Operating Officer", LONDON),
    (SPONSORS, "Desmond Clarke", "Chief People Officer", NEW_YORK),
    (SPONSORS, "Kenji Watanabe", "President, Asia Pacific", TOKYO),
    (LEADERS, "Amara Nwosu", "Vice President, Field Operations", LAGOS),
    (LEADERS, "Charlotte Weiss", "Vice President, Product", ZURICH),
    (LEADERS, "Diego Carvalho", "Vice President, Latin America", SAO_PAULO),
    (LEADERS, "Eleanor Whitfield", "General Counsel", LONDON),
    (LEADERS, "Farid Mansour", "Vice President, Supply Chain", ZURICH),
    (LEADERS, "Grace Lindqvist", "Vice President, Customer Success", NEW_YORK),
    (LEADERS, "Hiroshi Tanabe", "Site Director, Nagoya", TOKYO),
    (LEADERS, "Isabel Fuentes", "Group Treasurer", LONDON),
    (LEADERS, "Jonas Keller", "Vice President, Engineering", ZURICH),
    (LEADERS, "Kavita Menon", "Vice President, Data", BENGALURU),
    (LEADERS, "Laurence Abbott", "Vice President, Sales EMEA", LONDON),
    (LEADERS, "Mei Ling Tan", "Vice President, Quality", SINGAPORE),
    (LEADERS, "Nathan Brooks", "Vice President, Manufacturing", CHICAGO),
    (LEADERS, "Olga Wierzbicka", "Shared Services Director", WARSAW),
    (LEADERS, "Patricia Moreau", "Vice President, Strategy", LONDON),
    (MANAGERS, "Quentin Dubois", "Engineering Manager", ZURICH),
    (MANAGERS, "Rosa Delgado", "Regional Sales Manager", CHICAGO),
    (MANAGERS, "Samuel Osei", "Operations Manager", LAGOS),
    (MANAGERS, "Tamsin Reid", "Finance Manager", LONDON),
    (MANAGERS, "Uma Krishnan", "Analytics Manager", BENGALURU),
    (MANAGERS, "Viktor Novak", "Plant Manager", WARSAW),
    (MANAGERS, "Wendy Chua", "Supplier Quality Manager", SINGAPORE),
    (MANAGERS, "Yusuf Demir", "Customer Programs Manager", LONDON),
    (POTENTIALS, "Adaeze Eze", "Senior Operations Analyst", LAGOS),
    (POTENTIALS, "Benedikt Frei", "Lead Engineer, Sensors", ZURICH),
    (POTENTIALS, "Camila Torres", "Key Account Lead", SAO_PAULO),
    (POTENTIALS, "Daniel Ashworth", "Senior Product Owner", LONDON),
    (POTENTIALS, "Emily Hartman", "Program Controller", CHICAGO),
    (POTENTIALS, "Fatima Zahra", "Procurement Lead", ZURICH),
    (POTENTIALS, "Gabriel Santos", "Site Reliability Lead", SAO_PAULO),
    (POTENTIALS, "Hana Kobayashi", "Quality Engineer", TOKYO),
    (POTENTIALS, "Ivan Petrov", "Automation Lead", WARSAW),
    (POTENTIALS, "Jasmine Lee", "Data Science Lead", SINGAPORE),
    (POTENTIALS, "Karthik Iyer", "Platform Lead", BENGALURU),
    (POTENTIALS, "Leila Haddad", "Customer Success Lead", LONDON),
    (POTENTIALS, "Mateusz Zielinski", "Finance Analyst", WARSAW),
    (POTENTIALS, "Niamh Gallagher", "Commercial Lead", LONDON),
    (POTENTIALS, "Oliver Grant", "Field Engineer", SYDNEY),
    (POTENTIALS, "Priya Nair", "Senior Data Engineer", BENGALURU),
    (COLLEAGUES, "Ruben Castillo", "Service Technician", CHICAGO),
    (COLLEAGUES, "Sofia Lindgren", "Brand Designer", LONDON),
    (COLLEAGUES, "Thomas Arnold", "Buyer", ZURICH),
    (COLLEAGUES, "Valentina Rossi", "Legal Counsel", LONDON),
    (COLLEAGUES, "William Nkemelu", "Logistics Planner", LAGOS),
    (COLLEAGUES, "Xin Yi Lim", "Test Engineer", SINGAPORE),
    (COLLEAGUES, "Yuki Mori", "Payroll Specialist", TOKYO),
    (COLLEAGUES, "Zara Hussain", "Recruiter", LONDON),
    (COLLEAGUES, "Aaron Fischer", "Network Engineer", NEW_YORK),
    (COLLEAGUES, "Bridget Moyo", "Safety Officer", SYDNEY),
    (COLLEAGUES, "Caleb Turner", "Accountant", NEW_YORK),
    (COLLEAGUES, "Dorota Maj", "Translator", WARSAW),
    (OTHERS, "Emre Aydin", "Contractor, Facilities", LONDON),
    (OTHERS, "Felicity Grange", "Leadership coach, Grange & Co", LONDON),
)


def _colleagues() -> tuple[Colleague, ...]:
    made = []
    for number, (group, name, title, zone) in enumerate(_ROWS, start=1):
        made.append(
            Colleague(
                slack_user=f"U0P{number:04d}",
                name=name,
                title=title,
                zone=zone,
                group=group,
                is_guest=name == "Emre Aydin",
                is_outsider=name == "Felicity Grange",
            )
        )
    return tuple(made)


COLLEAGUES_ALL = _colleagues()
BY_NAME = {colleague.name: colleague for colleague in COLLEAGUES_ALL}

PROGRAM_MANAGER = BY_NAME["Helen Okafor"]


def as_slack_sees(colleague: Colleague) -> dict[str, Any]:
    """The person in the words of Slack's user object, for the sandbox's seed."""
    return {
        "id": colleague.slack_user,
        "team_id": PARTNER_TEAM_ID if colleague.is_outsider else TEAM_ID,
        "name": colleague.email.split("@")[0],
        "real_name": colleague.name,
        "display_name": colleague.name,
        "title": colleague.title,
        "tz": colleague.zone,
        "email": colleague.email,
        "is_guest": colleague.is_guest,
    }
