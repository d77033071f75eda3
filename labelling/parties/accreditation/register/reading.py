"""Auditors kept in a spreadsheet: one a row, invited to the register, their accreditation of before taken over."""

import re
from functools import cached_property

from labelling import territories
from labelling.cells import fold
from labelling.parties.accreditation.auditors.forms import RegistrationForm
from labelling.parties.accreditation.forms import TakeOverForm
from labelling.parties.accreditation.models import Auditor, AuditType
from labelling.parties.accreditation.register import actions, past
from labelling.parties.framework.binding import current_rules
from labelling.tables import TableForm, read_table
from portal.ui import words

TITLES = {
    "first_name": "prénom",
    "last_name": "nom|nom famille|auditeur|nom auditeur",
    "email": "courriel|mail|email|e mail|adresse électronique|adresse mail|adresse e mail|adresse courriel",
    "firm": "cabinet|société|entreprise|structure",
    "regions": "région|régions|région intervention|régions intervention|territoire",
    "audit_types": "type|types|type audit|types audit|audits|agrément|agréments|agréé pour",
    "is_public": "liste publique|accord liste publique|public|publication|accepte paraître",
    "origin": "décision|origine|décidé par|qui décidé|décision agrément",
    "starts_on": "depuis|agréé depuis|début|début agrément|date agrément|en vigueur depuis|agréé",
    "ends_on": "jusqu|jusqu au|fin|fin agrément|échéance|échéance agrément|en vigueur jusqu|en vigueur jusqu au",
    "trained_on": "formation|formation ush|formation suivie|date formation|formé",
    "insured_until_on": "assurance|assurance jusqu|fin assurance|assurance valable jusqu|échéance assurance",
}
NO_HEADER = (
    "Aucune colonne d’auditeurs n’est reconnue. Donnez aux colonnes leurs titres\u00a0: Prénom, Nom, Courriel, "
    "Cabinet, Régions, Types d’audit et, pour un agrément à reprendre, Décision, Depuis le, Jusqu’au, Formation, "
    "Assurance."
)
PERSON = ("first_name", "last_name", "email", "firm")
HELD = ("origin", "starts_on", "ends_on", "trained_on", "insured_until_on")
TYPES = {
    AuditType.HQS: ("hqs", "diagnostic"),
    AuditType.IMPLEMENTATION: ("mise en oeuvre", "implementation"),
    AuditType.VERIFICATION: ("verification",),
}
SEVERAL = re.compile(r"[;,/+\n]| et ")
YES = ("oui", "o", "x", "vrai", "1", "accepte", "accord")
ALL = ("tous", "toutes", "france", "france entiere", "toute la france", "national")


class HeldForm(TakeOverForm):
    """An accreditation of before without the certificate, which no spreadsheet holds."""

    certificate = None


def read_auditors(upload, said=None, *, by):
    """A Table, each row with what it does, or why it is left aside; Unreadable where no row is an auditor."""
    table = read_table(upload, TITLES, needs=[{"email"}], no_header=NO_HEADER, said=said)
    known = _Known(table.rows, by)
    for row in table.rows:
        known.read(row)
    return table


class _Known:
    """The auditors and the invitations of the addresses of the file, and the rows above."""

    def __init__(self, rows, by):
        emails = [row.texts["email"].lower() for row in rows]
        found = Auditor.objects.filter(user__email__in=emails).select_related("user")
        self.auditors = {one.user.email: one for one in found.prefetch_related("accreditations")}
        asked = actions.unanswered().filter(email__in=emails, purpose=actions.PURPOSE).pending()
        self.invited = {one.email: one for one in asked}
        self.by, self.above = by, {}

    def read(self, row):
        texts = row.texts
        email = texts["email"].lower()
        row.name = f"{texts.get('first_name', '')} {texts.get('last_name', '')}".strip() or email
        if email and (above := self.above.setdefault(email, row.place)) != row.place:
            row.refuse("email", f"cette adresse est déjà dite\u00a0: {above}.")
        elif email == self.by.email:
            row.refuse("email", "une autre personne du bureau vous inscrit.")
        elif auditor := self.auditors.get(email):
            self._take_over(row, auditor)
        elif invited := self.invited.get(email):
            row.remarks.append(f"déjà invité, jusqu’au {words.moment(invited.expires_at)}")
        else:
            self._invite(row)

    @cached_property
    def rules(self):
        return current_rules()

    def _invite(self, row):
        """An accreditation that the row tells is taken over once the person accepts."""
        types = _types(row)
        said = {"audit_types": types, "regions": _regions(row), "is_public": _agrees(row)}
        person = RegistrationForm({name: row.texts.get(name, "") for name in PERSON} | said)
        held = self._held(row, types, None)
        checks = [row.check(one) for one in (person, held) if one]
        if all(checks):
            row.facts = {"auditor": None, "person": person.facts, "held": held and held.facts}
            row.act = "invité"
            if held:
                row.act += f"\u00a0; à l’acceptation, agrément repris {_period(held.facts)}"

    def _take_over(self, row, auditor):
        held = self._held(row, _types(row) or auditor.audit_types, auditor)
        if held is None:
            row.remarks.append("déjà au registre")
        elif row.check(held):
            accreditations = auditor.accreditations.all()
            if same := next((one for one in accreditations if past.is_same(one, held.facts)), None):
                row.remarks.append(f"agrément déjà repris\u00a0: {same.reference}")
            elif problem := past.obstacle(auditor, accreditations):
                row.refuse("email", str(problem))
            else:
                row.facts = {"auditor": auditor, "held": held.facts}
                row.act = f"agrément repris {_period(held.facts)}"

    def _held(self, row, types, auditor):
        """The form of the accreditation that a row tells, or None."""
        if not any(row.texts.get(name) for name in HELD):
            return None
        data = {name: row.texts.get(name, "") for name in HELD} | {"audit_types": types}
        form = HeldForm(data, thing=auditor)
        form.rules = self.rules
        return form


def _period(facts):
    return f"du {words.day(facts['starts_on'])} au {words.day(facts['ends_on'])}"


def _types(row):
    def codes_of(text):
        return [
            code for code, said in TYPES.items() if text in ALL or any(one in text for one in said)
        ]

    return _named(row, "audit_types", codes_of)


def _regions(row):
    known = {fold(one.name): one.code for one in territories.regions()}
    known |= {code.lower(): code for code in known.values()}

    def codes_of(text):
        return list(known.values()) if text in ALL else [known[text]] if text in known else []

    return _named(row, "regions", codes_of)


def _named(row, name, codes_of):
    """The codes of what a cell says in words; what is not known is a fault of it."""
    found = []
    for part in SEVERAL.split(row.texts.get(name, "")):
        codes = codes_of(fold(part))
        if part.strip() and not codes:
            row.refuse(name, f"«\u00a0{part.strip()}\u00a0» n’est pas connu.")
        found += codes
    return list(dict.fromkeys(found))


def _agrees(row):
    return fold(row.texts.get("is_public", "")) in YES


class AuditorsFileForm(TableForm):
    label = "Auditeurs"
    help_text = (
        "Un auditeur par ligne\u00a0: prénom, nom, courriel, cabinet, régions, types d’audit\u00a0; pour un agrément à "
        "reprendre, qui l’a décidé, ses dates, la formation, la fin de l’assurance."
    )

    def read(self, upload, said):
        return read_auditors(upload, said, by=self.by)
