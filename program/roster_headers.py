"""The names that columns have in rosters: as HR systems export them in English, German and French.

Workday, SAP SuccessFactors, BambooHR and Personio, and what people call such columns by hand.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What a column says of a person."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    EMPLOYEE_ID = "employee_id"
    TITLE = "title"
    LEVEL = "level"
    FUNCTION = "function"
    LOCATION = "location"
    MANAGER = "manager"
    """By e-mail, id or name: each cell says which by itself."""
    MANAGER_EMAIL = "manager_email"
    MANAGER_ID = "manager_id"
    MANAGER_NAME = "manager_name"
    DOTTED = "dotted"
    LANGUAGES = "languages"
    HIRED_ON = "hired_on"


_NAMES: Mapping[Part, str] = {
    Part.NAME: """
        preferred name, display name, full name, employee name, worker, worker name, employee,
        colleague, formal name, legal name, name, person,
        anzeigename, vollständiger name, name vorname, nachname vorname, mitarbeiter,
        mitarbeitername, mitarbeiterin, mitarbeiter in, mitarbeitende, name des mitarbeiters,
        rufname nachname,
        nom complet, nom et prénom, nom prénom, prénom et nom, collaborateur, collaboratrice,
        salarié, employé, nom affiché, nom de l'employé, nom
        """,
    Part.FIRST_NAME: """
        preferred first name, first name, firstname, given name, legal first name, forename,
        vorname, rufname,
        prénom, prénom usuel, prénom d'usage
        """,
    Part.LAST_NAME: """
        preferred last name, last name, lastname, surname, family name, legal last name,
        nachname, familienname, zuname,
        nom de famille, nom d'usage, nom usuel
        """,
    Part.EMAIL: """
        work email, email work, primary work email, business email, business email address,
        company email, corporate email, work e mail, work email address, email, e mail,
        email address, e mail address, mail, mail address, user principal name, upn,
        email primary work, email address work,
        geschäftliche e mail, geschäftliche e mail adresse, dienstliche e mail,
        dienstliche e mail adresse, firmen e mail, e mail adresse, email adresse,
        e mail geschäftlich, e mail dienstlich, mailadresse,
        e mail professionnel, email professionnel, adresse e mail professionnelle,
        adresse email professionnelle, adresse e mail, adresse email, adresse mail, courriel,
        courriel professionnel, adresse électronique, mél
        """,
    Part.EMPLOYEE_ID: """
        employee id, employee number, employee no, employee nr, employee #, eeid, ee id, emp id,
        empid, employeeid, employee code, worker id, workerid, person id external,
        person id, personidexternal, user id, userid, user sys id, users sys id, payroll id,
        payroll number, staff id, staff number, personnel number, personnel no, personnel id,
        associate id, hr id, file number, id,
        personalnummer, personal nr, personalnr, pers nr, persnr, mitarbeiternummer,
        mitarbeiter nr, mitarbeiter id, mitarbeiterid, ma nr, stammnummer, pnr,
        matricule, numéro d'employé, n° d'employé, no employé, id employé, numéro de matricule,
        n° matricule, matricule salarié, numéro du personnel, identifiant, id salarié
        """,
    Part.TITLE: """
        business title, job title, jobtitle, position title, title, position, role, job, job role,
        job profile, designation,
        stellenbezeichnung, stelle, positionsbezeichnung, berufsbezeichnung, jobtitel,
        tätigkeit, rolle, titel der position, funktionsbezeichnung, stellentitel,
        intitulé du poste, intitulé de poste, poste, titre du poste, titre, emploi, métier,
        libellé emploi, libellé du poste, fonction
        """,
    Part.LEVEL: """
        management level, job level, career level, level, grade, job grade, pay grade,
        compensation grade, seniority, seniority level, band, career band, salary grade,
        ebene, karrierestufe, karrierelevel, stufe, hierarchieebene, führungsebene,
        gehaltsstufe, entgeltgruppe, tarifgruppe, senioritätsstufe,
        niveau, niveau hiérarchique, niveau de poste, échelon, classification, grade salarial,
        catégorie professionnelle, coefficient, niveau de responsabilité
        """,
    Part.FUNCTION: """
        function, job function, department, department name, dept, job family,
        job family group, supervisory organization, division, business unit, organization,
        organisation, org unit, organizational unit, team, area,
        funktion, fachbereich, abteilung, bereich, organisationseinheit, geschäftsbereich,
        fachabteilung, ressort, kostenstelle bezeichnung,
        département, service, direction, pôle, unité organisationnelle, famille de métier,
        famille d'emploi, équipe, entité, filière
        """,
    Part.LOCATION: """
        location, work location, office, office location, primary work location, site, work site,
        city, location name, workplace, base location, country,
        standort, arbeitsort, büro, dienstort, niederlassung, ort, stadt, land, betriebsstätte,
        einsatzort,
        lieu de travail, site de travail, lieu, bureau, établissement, localisation, ville,
        pays, implantation, lieu d'affectation
        """,
    Part.MANAGER: """
        manager, reports to, reporting to, supervisor, line manager, direct manager,
        worker's manager, people manager, direct supervisor, solid line manager, boss,
        vorgesetzter, vorgesetzte, vorgesetzte r, vorgesetzte person, direkter vorgesetzter,
        direkte vorgesetzte, führungskraft, direkte führungskraft, berichtet an, teamleiter,
        disziplinarischer vorgesetzter, disziplinarische führungskraft, leiter,
        responsable, responsable hiérarchique, supérieur, supérieur hiérarchique,
        supérieure hiérarchique, manager direct, manageur, n+1, n 1, hiérarchique,
        responsable direct, rattachement hiérarchique, rend compte à
        """,
    Part.MANAGER_EMAIL: """
        manager email, manager e mail, manager's email, managers email, supervisor email,
        supervisor e mail, line manager email, manager work email, reports to email,
        manager email address, email of manager, manager email work,
        e mail vorgesetzter, e mail des vorgesetzten, e mail der führungskraft,
        vorgesetzter e mail, führungskraft e mail, e mail führungskraft, manager e mail adresse,
        e mail adresse des vorgesetzten, e mail adresse der führungskraft,
        e mail du responsable, email du responsable, e mail du manager, email du manager,
        courriel du responsable, responsable e mail, responsable email, email manager,
        e mail manager, courriel du supérieur
        """,
    Part.MANAGER_ID: """
        manager id, manager employee id, manager's employee id, manager number, supervisor id,
        supervisor eid, supervisor eeid, supervisor employee id, manager user id,
        manager user sys id, manager userid, reports to id, manager person id, line manager id,
        manager worker id, manager employee number, managerid,
        personalnummer vorgesetzter, personalnummer des vorgesetzten, vorgesetzter id,
        vorgesetzten id, personalnummer führungskraft, personalnummer der führungskraft,
        führungskraft id, manager personalnummer, vorgesetzter personalnummer,
        matricule du responsable, matricule responsable, matricule manager, id du responsable,
        id manager, responsable matricule, matricule du manager, matricule n+1,
        matricule du supérieur
        """,
    Part.MANAGER_NAME: """
        manager name, manager's name, supervisor name, line manager name, reports to name,
        name of manager, manager full name, manager display name,
        name vorgesetzter, name des vorgesetzten, name der führungskraft, name führungskraft,
        vorgesetzter name, führungskraft name,
        nom du responsable, nom du manager, nom du supérieur, responsable nom
        """,
    Part.DOTTED: """
        matrix manager, matrix managers, dotted line manager, dotted line, dotted line managers,
        dotted line report, secondary manager, functional manager, matrix manager email,
        matrix manager id, dotted line manager email, dotted line manager id, additional manager,
        second manager,
        fachlicher vorgesetzter, fachliche vorgesetzte, fachliche führungskraft,
        matrix vorgesetzter, matrix führungskraft, zweiter vorgesetzter, fachvorgesetzter,
        responsable fonctionnel, manager fonctionnel, supérieur fonctionnel, responsable matriciel,
        manager matriciel, rattachement fonctionnel, n+1 fonctionnel
        """,
    Part.LANGUAGES: """
        languages, language, spoken languages, languages spoken, language skills,
        preferred language,
        sprachen, sprache, sprachkenntnisse, gesprochene sprachen, korrespondenzsprache,
        langues, langue, langues parlées, compétences linguistiques, langue préférée
        """,
    Part.HIRED_ON: """
        hire date, hired, hired on, date of hire, original hire date, start date, joining date,
        date joined, join date, employment start date, employment start, continuous service date,
        service date, hiredate, most recent hire date, first day of work, company service date,
        eintrittsdatum, einstellungsdatum, eintritt, einstellung, beschäftigt seit, startdatum,
        beginn, firmeneintritt, betriebszugehörigkeit seit, vertragsbeginn, eingestellt am,
        date d'embauche, date d'entrée, date d'arrivée, date d'ancienneté, embauche,
        date de début, date d'engagement, entrée, date d'entrée dans l'entreprise
        """,
}
"""For each part its names, the better one first: a blank cell is looked for in the next."""

_NO_LETTERS = re.compile(r"[^\w#+°]+|_")
_WORDS_RUN_TOGETHER = re.compile(r"(?<=[a-z])(?=[A-Z])")


def normal(heading: str) -> str:
    """A heading under which its spellings are the same: `E-Mail:` and `e mail`, `Büro` and `buro`.

    `hireDate` and `HIRE_DATE` are `hire date`; what stands in brackets at the end is left out.
    """
    text = _WORDS_RUN_TOGETHER.sub(" ", unicodedata.normalize("NFKC", heading[:200]))
    text = re.sub(r"\([^()]*\)\s*\W*$", "", text.strip()) or text
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(_NO_LETTERS.sub(" ", bare).split())


def _by_name() -> dict[str, tuple[Part, int]]:
    found: dict[str, tuple[Part, int]] = {}
    for part, names in _NAMES.items():
        for rank, name in enumerate(names.split(",")):
            found.setdefault(normal(name), (part, rank))
    return found


_KNOWN = _by_name()
_LAST_OR_WHOLE = {"name", "nom"}
"""In German and French the last name, where a column beside it has the first; else the whole."""


@dataclass(frozen=True)
class Columns:
    """Which columns say what: for each part the numbers of its columns, the better one first."""

    of: Mapping[Part, tuple[int, ...]]

    def has(self, *parts: Part) -> bool:
        """Is there a column for any of these?"""
        return any(part in self.of for part in parts)

    @property
    def name_people(self) -> bool:
        """Can somebody's name be read from these columns?"""
        return self.has(Part.NAME, Part.LAST_NAME)

    @property
    def tell_people_apart(self) -> bool:
        """Can a second import find the same people again?"""
        return self.has(Part.EMAIL, Part.EMPLOYEE_ID)


def is_heading(text: str) -> bool:
    """Is this the name of a column that rosters have?"""
    return normal(text) in _KNOWN


def columns(heading: Mapping[int, str]) -> Columns:
    """What each column says, from the names of the heading row; unknown columns are left aside."""
    names = {number: normal(text) for number, text in heading.items()}
    parts = {number: _KNOWN.get(name) for number, name in names.items()}
    has_first = any(part and part[0] is Part.FIRST_NAME for part in parts.values())
    has_last = any(part and part[0] is Part.LAST_NAME for part in parts.values())
    found: dict[Part, list[tuple[int, int]]] = {}
    for number, part in parts.items():
        if part is None:
            continue
        what, rank = part
        if names[number] in _LAST_OR_WHOLE and has_first and not has_last:
            what = Part.LAST_NAME
        found.setdefault(what, []).append((rank, number))
    return Columns({part: tuple(number for _, number in sorted(of)) for part, of in found.items()})
