"""Representative bodies kept in a spreadsheet: one body or one more contact a row, what is wrong told cell by cell."""

import re

from labelling.cells import fold
from labelling.parties.bodies.forms import BodyForm, ContactForm
from labelling.parties.bodies.models import RepresentativeBody
from labelling.tables import TableForm, read_table

KINDS = RepresentativeBody.Kind
TITLES = {
    "kind": "nature|type|type instance|nature instance|catégorie",
    "name": "nom|instance|nom instance|association|nom association|structure|intitulé|raison sociale",
    "affiliation": "affiliation|affiliée|fédération|organisation nationale|confédération|affiliation nationale",
    "seats": "sièges|nombre sièges|élus|nombre élus|représentants|nombre représentants",
    "since_on": "depuis|début|début mandat|élection|date élection|en place depuis|création",
    "until_on": "jusqu|jusqu au|fin|fin mandat|échéance|mandat jusqu au",
    "contact": "contact|personne|président|présidente|nom contact|interlocuteur|représentant|nom représentant",
    "job": "fonction|qualité|rôle|titre",
    "email": "courriel|mail|email|e mail|adresse électronique|adresse mail|adresse e mail|adresse courriel",
    "postal": "adresse|adresse postale|siège social|courrier|adresse courrier",
}
NO_HEADER = (
    "Aucune colonne d’instances n’est reconnue. Donnez aux colonnes leurs titres\u00a0: Nature, Nom, Affiliation, "
    "Sièges, Depuis, Jusqu’au, Contact, Fonction, Courriel, Adresse."
)
# Words of the trade, looked for in what a cell says, the first that is found.
WORDS = (
    (KINDS.COUNCIL, r"\bccl\b|conseil|concertation"),
    (KINDS.ELECTED, r"\belus?\b|\belues?\b|administrateurs?|administratrices?|\bca\b"),
    (
        KINDS.ASSOCIATION,
        r"associations?|amicales?|comite|collectif|union|confederation|\bcnl\b|\bcsf\b|\bclcv\b|\bcgl\b|\bafoc\b",
    ),
)
BODY = ("name", "affiliation", "seats", "since_on", "until_on")


def kind_of(*said):
    """The kind that a cell says, else what the name of the body tells; None where neither does."""
    for text in map(fold, said):
        for kind, pattern in WORDS:
            if re.search(pattern, text):
                return kind
    return None


def read_bodies(upload, organism, said=None):
    """A Table; Unreadable where no sheet names bodies. The same file, sent again, does nothing twice."""
    table = read_table(upload, TITLES, needs=[{"name"}], no_header=NO_HEADER, said=said)
    known = _Known(organism)
    for row in table.rows:
        known.read(row)
    return table


class _Known:
    """The bodies of the organism with their contacts, and those of the rows above."""

    def __init__(self, organism):
        rows = organism.bodies.standing().prefetch_related("contacts")
        self.bodies = {(one.kind, fold(one.name)): one for one in rows}
        self.reached = {
            (one.kind, fold(one.name)): {_reach(c.email, c.postal) for c in one.contacts.all()}
            for one in self.bodies.values()
        }

    def read(self, row):
        texts = row.texts
        row.name = texts.get("name", "")
        kind = kind_of(texts.get("kind", ""), row.name)
        if texts.get("kind") and kind_of(texts["kind"]) is None:
            row.refuse(
                "kind",
                f"«\u00a0{texts['kind']}\u00a0» n’est pas connu\u00a0: association, élus ou conseil.",
            )
        elif kind is None:
            row.refuse("kind", "dites si c’est une association, des élus ou un conseil.")
        body = BodyForm(
            {name: texts.get(name, "") for name in BODY} | {"kind": kind or KINDS.ASSOCIATION}
        )
        contact = _contact(texts)
        checks = [row.check(one) for one in (body, contact) if one]
        if all(checks) and not row.faults:
            self._decide(row, body.facts, contact and contact.facts)

    def _decide(self, row, facts, contact):
        facts.pop("plan")
        key = facts["kind"], fold(facts["name"])
        is_new, reached = key not in self.reached, self.reached.setdefault(key, set())
        adds = contact and _reach(contact["email"], contact["postal"]) not in reached
        if adds:
            reached.add(_reach(contact["email"], contact["postal"]))
        row.facts = {
            "body": self.bodies.get(key),
            "key": key,
            "facts": facts if is_new else None,
            "contact": contact if adds else None,
        }
        done = [
            said
            for said, is_so in (("instance ajoutée", is_new), ("contact ajouté", adds))
            if is_so
        ]
        row.act = ", ".join(done)
        if not done:
            row.remarks.append("déjà dans la liste")


def _contact(texts):
    """The form of the contact that a row tells, or None."""
    names = {"name": "contact", "job": "job", "email": "email", "postal": "postal"}
    said = {name: texts.get(title, "") for name, title in names.items()}
    return ContactForm(said) if any(said.values()) else None


def _reach(email, postal):
    return email.lower() or fold(postal)


class BodiesFileForm(TableForm):
    label = "Instances de locataires"
    help_text = (
        "Une instance par ligne\u00a0: nature, nom, affiliation, sièges, mandat\u00a0; pour la joindre, contact, "
        "fonction, courriel ou adresse postale. Un second contact est une seconde ligne."
    )

    def read(self, upload, said):
        return read_bodies(upload, self.thing, said)
