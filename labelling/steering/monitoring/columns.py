"""Columns that the label's own topics give to the table of the scheme."""

from django.urls import reverse

from labelling import territories
from labelling.parties.accreditation.models import AuditType
from labelling.parties.organisms.models import Organism
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import FINAL
from labelling.steering.monitoring import facts, titles
from labelling.steering.monitoring.registry import SchemeColumn, register_column
from labelling.steering.monitoring.rules import tracker
from labelling.steering.monitoring.sorting import each
from labelling.title.labels.models import OVER
from portal.core import clock
from portal.ui import words

M = AuditMission.State
DONE = (M.VALIDATED, M.CLOSED)  # what needs no word beside the day of an audit
WORDS = {M.DECLINED: "l’auditeur a décliné"}  # « Refusée » would be read of the audit


def page(name, key):
    """The address of a page of labelling."""
    return reverse(f"labelling:{name}", args=[key])


def field_reader(name, key):
    """`value` of a column that tells a field of a fact."""
    return lambda row: (row[name] and row[name][key]) or None


def leads(name, to, key="reference"):
    """`address` of a column that leads to the thing of a fact."""
    return lambda row: page(to, row[name][key]) if row[name] else ""


def _status(row):
    return titles.status_of(row["dossier"], row["label"])


def _label_status(row):
    return row["label"] and row["label"]["status"]


def _ended(row):
    """What became of a label whose dates are over, beside them."""
    found = _label_status(row)
    return found.label if found in OVER else ""


def _word(state):
    return lambda row: found.label if (found := state(row)) else None


def _look(state):
    return lambda row: (found.tone, found.icon) if (found := state(row)) else None


def _status_address(row):
    """Its dossier where its status is that of a dossier, else its label."""
    status = _status(row)
    if row["dossier"] and status == row["dossier"]["state"]:
        return page("dossier_detail", row["dossier"]["reference"])
    return page("label_detail", row["label"]["reference"]) if row["label"] else ""


def read_open(key, then=None):
    """`value` of a field of the open dossier; `then` makes of it what is told."""

    def value(row):
        found = row["dossier"]
        said = found[key] if found and found["state"] not in FINAL else None
        return then(said) if said and then else said or None

    return value


def _days_late(due_on):
    return max((clock.today() - due_on).days, 0) or None


def _told(row, label):
    """What the file of the tracking said of the cycle."""
    return facts.told_in_file(_candidature(row).get("taken_facts"), label)


def _audit(code, title, audit_type):
    """Its day, as precise as it is known; while it has none, where it is."""

    def found(row):
        return (row["missions"] or {}).get(audit_type)

    def value(row):
        one, told = found(row), _told(row, facts.MILESTONES[audit_type])
        if one is None:
            return facts.tell_day(None, told)
        said = facts.told_in_file(one["taken_facts"], *facts.DAYS_OF_AUDIT)
        return facts.tell_day(one["starts_on"], said, told) or M(one["state"]).label

    def note(row):
        one = found(row)
        if one is None or not one["starts_on"] or one["state"] in DONE:
            return ""
        return WORDS.get(one["state"], M(one["state"]).label)

    return SchemeColumn(
        code=code,
        title=title,
        facts=MISSIONS | DOSSIER,
        value=value,
        note=note,
        sort=lambda: facts.audit_days(audit_type),
        address=lambda row: page("mission_detail", found(row)["reference"]) if found(row) else "",
    )


def _of_label(code, title, name, sort, **more):
    """A field of its label."""
    return SchemeColumn(
        code=code,
        title=title,
        facts=LABEL,
        by=tracker,
        value=field_reader("label", name),
        sort=sort,
        address=leads("label", "label_detail"),
        **more,
    )


def _label_day(code, title, name):
    def sort():
        return each(titles.with_period(titles.labels()), name)

    return _of_label(code, title, name, sort, note=_ended)


def _fact(code, title, name, word=None, **more):
    """A fact of the organism itself; `word` makes of it what is told."""
    tell = word or (lambda said: said or None)
    return SchemeColumn(
        code=code,
        title=title,
        by=tracker,
        value=lambda row: tell(row[name]),
        sort=lambda: [(key, tell(said)) for key, said in each(Organism.objects, name, "pk")],
        **more,
    )


def _candidature(row):
    return (row["dossier"] or {}).get("candidature") or {}


def _auditor(row):
    return (row["missions"] or {}).get("auditor") or {}


NO_DOSSIER = {"candidature": None}
REGIONS = {one.code: one.name for one in territories.regions()}
DOSSIER, LABEL = {"dossier": facts.load_dossiers}, {"label": titles.load_labels}
MISSIONS = {"missions": facts.load_missions}
CONTACT = {"contact": facts.load_contacts}
ORGANISM = SchemeColumn(
    code="organisme", title="Organisme", value=lambda row: row["name"], sort=tuple, by=tracker
)
register_column(
    SchemeColumn(
        code="statut",
        title="Statut",
        facts=DOSSIER | LABEL,
        value=_word(_status),
        look=_look(_status),
        sort=titles.status_ranks,
        address=_status_address,
    ),
    SchemeColumn(
        code="main",
        title="La main est",
        facts=DOSSIER,
        value=read_open("hand_word", words.to),
        sort=lambda: each(facts.with_hand(facts.open_dossiers()), "hand_word"),
        address=leads("dossier", "dossier_detail"),
    ),
    SchemeColumn(
        code="retard",
        title="Retard (jours)",
        facts=DOSSIER,
        value=read_open("due_on", _days_late),
        sort=lambda: each(facts.with_delay(facts.open_dossiers()), "late"),
        is_numeric=True,
        address=leads("dossier", "dossier_detail"),
    ),
    SchemeColumn(
        code="candidature",
        title="Candidature",
        facts=DOSSIER,
        value=lambda row: facts.tell_day(
            _candidature(row).get("submitted_on"), _told(row, facts.APPLICATION)
        ),
        sort=facts.application_days,
        address=lambda row: leads("candidature", "dossier_detail")(row["dossier"] or NO_DOSSIER),
    ),
    _audit("hqs", "Diagnostic HQS", AuditType.HQS),
    _audit("audit", "Audit", AuditType.IMPLEMENTATION),
    SchemeColumn(
        code="comite",
        title="Comité",
        facts={"decision": facts.load_decisions} | DOSSIER,
        by=tracker,
        value=lambda row: facts.tell_day(
            row["decision"] and row["decision"]["session__held_on"], _told(row, facts.COMMITTEE)
        ),
        sort=facts.decision_days,
        address=leads("decision", "session_detail", "session__reference"),
    ),
    SchemeColumn(
        code="label",
        title="Label",
        facts=LABEL,
        by=tracker,
        value=_word(_label_status),
        look=_look(_label_status),
        sort=titles.label_ranks,
        address=leads("label", "label_detail"),
    ),
    _label_day("du", "Label du", "first_on"),
    _label_day("au", "Label au", "last_on"),
    _audit("verification", "Vérification", AuditType.VERIFICATION),
    _of_label(
        "mention",
        "Mention",
        "mention",
        sort=lambda: each(titles.mentions(), "title", "label__organism"),
        is_shown=False,
    ),
    _of_label(
        "renouvellement", "À renouveler avant le", "renewal_due_on", sort=titles.renewal_days
    ),
    SchemeColumn(
        code="cycle",
        title="Cycle",
        facts=DOSSIER,
        value=lambda row: (row["dossier"] or {}).get("cycles") or None,
        sort=facts.cycles,
        is_numeric=True,
        address=lambda row: page("organism_timeline", row["slug"]),
    ),
    _fact("siren", "Siren", "siren"),
    _fact("famille", "Famille", "family"),
    _fact("region", "Région", "region", REGIONS.get),
    _fact("departement", "Département", "departement"),
    _fact("logements", "Logements", "homes", is_numeric=True),
    SchemeColumn(
        code="correspondant",
        title="Correspondant",
        facts=CONTACT,
        value=field_reader("contact", "contact_name"),
        sort=lambda: each(facts.contacts(), "user__last_name"),
        address=lambda row: page("organism_people", row["slug"]),
    ),
    SchemeColumn(
        code="auditeur",
        title="Auditeur",
        facts=MISSIONS,
        value=lambda row: _auditor(row).get("auditor_name"),
        sort=lambda: each(facts.led_missions(), "auditor__user__last_name", facts.AUDITED),
        address=lambda row: (
            page("auditor_detail", _auditor(row)["auditor__slug"]) if _auditor(row) else ""
        ),
    ),
)
