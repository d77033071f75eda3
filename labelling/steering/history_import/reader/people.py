"""People of a tracking file: contacts, auditors and pilots, under their spellings."""

import re
from collections import Counter, defaultdict

from labelling.cells import fold
from labelling.steering.history_import.reader.facts import Draft
from labelling.steering.history_import.reader.tables.base import Record, Table
from labelling.steering.history_import.reader.texts.dates import find_dates
from labelling.steering.history_import.reader.texts.identity import (
    EMAIL,
    PERSON,
    PHONE,
    place_of,
    read_name,
)
from labelling.steering.history_import.reader.texts.spellings import People
from labelling.steering.history_import.reader.texts.vocabulary import FAMILIES, STATUSES, first_of

BY = re.compile(r"\b(?:par|[Aa]uditeur|[Aa]uditrice)\s*:?\s+(?:M\.|Mme)?\s*(?=[A-ZÉÈÀÎ])|\(")


def of_contact(draft: Draft) -> dict:
    known = next((person for person in draft.people if person["role"] == "contact"), None)
    return known if known is not None else {}


def read_people(draft: Draft, role: str, text: str) -> None:
    text = re.sub(r"\((?:auditeur|auditrice)\)", "", text)
    email, phone = EMAIL.search(text), PHONE.search(text)
    if phone and not re.search(r"[A-Za-zÀ-ÿ]{3}", PHONE.sub("", text)):
        of_contact(draft)["phone"] = phone[0]
        return
    bare = re.split(r",| – | - |;|:", PHONE.sub("", EMAIL.sub("", text)))[0].strip()
    bare = re.sub(r"^(?:M\.|Mme|Mr|Melle)\s+", "", bare)
    if PERSON.search(bare) and not re.search(r"\d", bare) and len(bare) < 50:
        person = {"name": bare, "role": role}
        person |= {"email": email[0]} if email else {}
        person |= {"phone": phone[0]} if phone else {}
        draft.people.append(person)


def read_people_inside(draft: Draft, text: str) -> None:
    """« par N. Bervilland », « (U. Barrigaux) », « Auditeur : Perrine Durtagnol » beside a step."""
    for match in BY.finditer(text):
        rest = text[match.end() :]
        person = re.match(
            r"((?:[A-ZÉÈÀÎ][\w’'-]*\.?[ -]){0,2}[A-ZÉÈÀÎ][a-zà-ÿ’'-]{2,}(?: [A-ZÉ][a-zà-ÿ]+)?)\s*(?:\)|,|;|$)",
            rest,
        )
        if (
            person
            and not find_dates(person[1])
            and not first_of(FAMILIES, fold(person[1]))
            and not first_of(STATUSES, fold(person[1]))
            and not place_of(person[1])[0]
        ):
            draft.people.append(
                {"name": re.sub(r"^M\. ", "", person[1].strip()), "role": "auditor"}
            )


class Persons:
    """People of all the sheets: each under the fullest of their spellings."""

    def __init__(self):
        self.spellings: Counter[str] = Counter()
        self.met: list[dict] = []
        self.by_reference: dict[str, str] = {}

    def add(self, person: dict, organism: str | None = None) -> None:
        """A contact is of an organism; others are of the whole file."""
        self.met.append(person | {"organism": organism if person["role"] == "contact" else None})
        self.spellings[person["name"]] += 1

    def read_table(self, table: Table, own: int | None) -> None:
        """One person a row, under their identifier."""
        for record in table.records:
            texts = {
                column.role: record.cells[column.index][0].text
                for column in table.columns
                if column.role and record.cells.get(column.index)
            }
            parts = (texts.get("first_name", ""), texts.get("name", ""))
            name = " ".join(part.title() for part in parts if part)
            if name and own is not None and record.cells.get(own):
                self.by_reference[record.cells[own][0].text] = name
                self.add({"name": name, "role": "auditor"})

    def name_references(self, table: Table, record: Record, draft: Draft) -> None:
        """Who an identifier of an auditor is."""
        for column in table.with_role("auditor"):
            for cell in record.cells.get(column.index, ()):
                if name := self.by_reference.get(cell.text):
                    draft.people.append({"name": name, "role": "auditor"})

    def name_candidate(self, draft: Draft) -> None:
        """The auditor whose accreditation a row tells in the place of an organism."""
        bare = re.sub(r"^(?:M\.|Mme|Mr)\s+", "", read_name(draft.identity.name).name)
        if bare:
            self.add({"name": bare, "role": "auditor"})

    def listed(self) -> list[dict]:
        people = People(self.spellings)
        first: dict[str, dict] = {}
        roles: dict[str, set[str]] = defaultdict(set)
        for person in self.met:
            name = people.name_of(person["name"])
            first.setdefault(name, person)
            roles[name].add(person["role"])
        return [
            first.get(one["name"], {}) | one | {"roles": sorted(roles[one["name"]])}
            for one in people.aliases()
        ]
