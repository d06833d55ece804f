"""Columns are known by the names that HR systems give them, in three languages."""

import pytest

from program.roster_headers import Part, columns, is_heading

WORKDAY = (
    "Worker", "Employee ID", "Email - Primary Work", "Business Title", "Management Level",
    "Supervisory Organization", "Location", "Worker's Manager", "Hire Date",
)  # fmt: skip
SUCCESS_FACTORS = (
    "USERID", "FIRSTNAME", "LASTNAME", "EMAIL", "TITLE", "DEPARTMENT", "LOCATION", "MANAGER",
    "MATRIX_MANAGER", "HIREDATE",
)  # fmt: skip
BAMBOO = (
    "Employee #", "First Name", "Last Name", "Work Email", "Job Title", "Department", "Location",
    "Reports To", "Hire Date",
)  # fmt: skip
PERSONIO = (
    "Vorname", "Nachname", "E-Mail", "Personalnummer", "Position", "Abteilung", "Standort",
    "Vorgesetzte(r)", "Einstellungsdatum", "Sprachen",
)  # fmt: skip
FRENCH = (
    "Nom", "Prénom", "Adresse e-mail", "Matricule", "Intitulé du poste", "Niveau", "Service",
    "Lieu de travail", "Responsable hiérarchique", "Date d’embauche", "Langues",
)  # fmt: skip


@pytest.mark.parametrize(
    "heading", [WORKDAY, SUCCESS_FACTORS, BAMBOO, PERSONIO, FRENCH], ids=lambda one: one[0]
)
def test_every_column_of_the_usual_exports_is_known(heading: tuple[str, ...]) -> None:
    assert [name for name in heading if not is_heading(name)] == []
    found = columns(dict(enumerate(heading, start=1)))
    assert found.name_people
    assert found.tell_people_apart
    assert found.has(Part.MANAGER)
    assert found.has(Part.HIRED_ON)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("E-MAIL:", Part.EMAIL),
        ("  e mail ", Part.EMAIL),
        ("Employee\nID", Part.EMPLOYEE_ID),
        ("hireDate", Part.HIRED_ON),
        ("Buero", None),
        ("Büro", Part.LOCATION),
        ("N+1", Part.MANAGER),
        ("Manager (Name)", Part.MANAGER),
        ("Supervisor EID", Part.MANAGER_ID),
        ("E-Mail der Führungskraft", Part.MANAGER_EMAIL),
        ("Fachliche Führungskraft", Part.DOTTED),
        ("Home Email", None),
        ("Salary", None),
        ("", None),
    ],
)
def test_spelling_does_not_matter_and_private_columns_are_left_aside(
    name: str, part: Part | None
) -> None:
    assert list(columns({3: name}).of) == ([part] if part else [])


@pytest.mark.parametrize("name", ["Name", "Nom"])
def test_name_is_the_last_name_beside_a_first_name_and_else_the_whole(name: str) -> None:
    beside = columns({1: name, 2: "Vorname", 3: "E-Mail"})
    alone = columns({1: name, 3: "E-Mail"})

    assert beside.of[Part.LAST_NAME] == (1,)
    assert alone.of[Part.NAME] == (1,)


def test_of_several_columns_for_one_thing_the_better_name_comes_first() -> None:
    found = columns({1: "Location", 2: "Work Location", 5: "Country"})

    assert found.of[Part.LOCATION] == (1, 2, 5)
