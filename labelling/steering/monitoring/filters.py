"""Filters of the table of the scheme, all of them in its address."""

from datetime import timedelta

from django import forms
from django.db.models import Exists, OuterRef, Q

from labelling import territories
from labelling.parties.accreditation.models import RUNNING, Auditor
from labelling.parties.organisms.forms import OrganismFilter
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import instructor
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.follow_up.exchanges.querysets import notes, to_follow
from labelling.steering.follow_up.models import Exchange
from labelling.steering.monitoring import facts, titles
from labelling.title.labels.models import Label
from portal.absences.models import LABEL_OFFICE
from portal.access.models import User
from portal.assignments.registry import CHOICES, narrow
from portal.core import clock
from portal.ui import words

NONE = "sans"
MONTHS = (3, 6, 12, 18, 24)
AWAITS_AUDITOR = ("registered", "diagnosis", "preparation", "audit")  # states of a dossier
TAKEN_OVER = (("", "Tous"), ("oui", "Repris du suivi"), ("non", "Nés dans le portail"))
FOLLOWED = (
    ("", "Tous"),
    ("oui", "Avec un dossier, un label ou un échange"),
    ("non", "Sans rien encore"),
)
RELANCES = (
    ("", "Toutes"),
    ("en-retard", "En retard"),
    ("7", "D’ici sept jours"),
    ("30", "D’ici trente jours"),
    (NONE, "Aucune prévue"),
)
OF_DOSSIERS = ("statut", "main", "retard", "auditeur", "charge")  # asked by who reads dossiers


class FilterForm(OrganismFilter):
    """An unknown value filters nothing."""

    statut = forms.ChoiceField(label="Statut", required=False)
    main = forms.ChoiceField(label="La main est", required=False)
    charge = forms.ChoiceField(label="Qui s’en charge", required=False)
    retard = forms.ChoiceField(
        label="Retard",
        required=False,
        choices=[("", "Tous"), ("oui", "En retard"), ("non", "Sans retard")],
    )
    renouvellement = forms.ChoiceField(label="À renouveler", required=False)
    famille = forms.ChoiceField(label="Famille", required=False)
    region = forms.ChoiceField(label="Région", required=False)
    auditeur = forms.ChoiceField(label="Auditeur", required=False)
    repris = forms.ChoiceField(label="Origine", required=False, choices=TAKEN_OVER)
    relance = forms.ChoiceField(label="Prochaine relance", required=False, choices=RELANCES)
    suivi = forms.ChoiceField(label="Suivi", required=False, choices=FOLLOWED)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        reads_dossiers = instructor(by, None)
        for name in () if reads_dossiers else OF_DOSSIERS:
            del self.fields[name]
        for name, choices in self._choices(*(_people(by) if reads_dossiers else ((), ()))):
            if name in self.fields:
                self.fields[name].choices = choices

    def _choices(self, office, auditors):
        within = [(str(n), f"Avant {words.count(n, 'mois', 'mois')}") for n in MONTHS]
        regions = [(one.code, one.name) for one in territories.regions()]
        statuses = [(code, state.label) for code, state in titles.STATUSES.items()]
        return (
            ("statut", [("", "Tous"), (NONE, "Sans dossier"), *statuses]),
            ("main", [("", "À tous"), *((word, words.to(word)) for word in facts.hands())]),
            ("charge", [("", "Tous"), *CHOICES, *office]),
            ("renouvellement", [("", "Tous"), *within]),
            ("famille", [("", "Toutes"), *Organism.Family.choices]),
            ("region", [("", "Toutes"), *regions]),
            ("auditeur", [("", "Tous"), (NONE, "À désigner"), *auditors]),
        )

    @property
    def asked(self):
        """{name: value} of the filters that are understood and not empty, in the order of the form."""
        self.is_valid()
        return {name: value for name in self.fields if (value := self.cleaned_data.get(name))}

    def narrow(self, rows):
        for name, value in self.asked.items():
            rows = NARROW[name](rows, value, self.by) if name in NARROW else rows
        return self.hear(rows)

    def chips(self, address):
        """Each active filter, with the `address` of the table without it."""
        return [
            {
                "label": self._words(name, value),
                "url": address({name: ""}),
            }
            for name, value in self.asked.items()
        ]

    def _words(self, name, value):
        said = dict(getattr(self.fields[name], "choices", ())).get(value, f"«\u00a0{value}\u00a0»")
        return f"{words.lead(self.fields[name].label)} {said}"


def _people(user):
    """Office and auditors as choices, in one query: ([(key, name)], [(slug, name)])."""
    seen = Auditor.objects.visible_to(user).values("pk")
    in_office = Exists(User.objects.filter(pk=OuterRef("pk"), groups__name__in=LABEL_OFFICE))
    rows = User.objects.annotate(is_office=in_office).filter(
        Q(is_office=True, is_active=True) | Q(auditor__in=seen)
    )
    rows = rows.order_by("last_name__french", "first_name__french", "pk")
    told = rows.values_list("pk", "first_name", "last_name", "is_office", "auditor__slug")
    rows = [(key, f"{first} {last}", *more) for key, first, last, *more in told]
    office = [(str(key), name) for key, name, is_office, _slug in rows if is_office]
    return office, [(slug, name) for _key, name, _is_office, slug in rows if slug]


def _having(rows, things):
    """The organisms of these things."""
    return rows.filter(pk__in=things.order_by().values("organism"))


def _of_status(rows, value, _user):
    if value == NONE:
        return rows.exclude(pk__in=LabelDossier.objects.values("organism"))
    return rows.alias(asked_status=titles.status()).filter(asked_status=value)


def _of_hand(rows, value, _user):
    held = facts.with_hand(LabelDossier.objects.open()).filter(hand_word=value)
    told = facts.first(facts.with_hand(facts.open_dossiers()), "hand_word")
    return _having(rows, held).alias(asked_hand=told).filter(asked_hand=value)


def _late(rows, value, _user):
    late = (
        LabelDossier.objects.open().filter(due_on__lt=clock.today()).order_by().values("organism")
    )
    return rows.filter(pk__in=late) if value == "oui" else rows.exclude(pk__in=late)


def _to_renew(rows, value, _user):
    return _having(rows, titles.to_renew_within(int(value)))


def _audited(rows, value, _user):
    """By somebody; or a dossier under way that no auditor leads, where its rules ask for one."""
    if value != NONE:
        return rows.alias(
            asked_auditor=facts.first(facts.led_missions(), "auditor__slug", facts.AUDITED)
        ).filter(asked_auditor=value)
    led = AuditMission.objects.filter(auditor__isnull=False, state__in=(*RUNNING, "proposed"))
    waiting = LabelDossier.objects.filter(state__in=AWAITS_AUDITOR)
    return _having(rows, waiting.exclude(pk__in=led.values("dossier")))


def _taken_by(rows, value, user):
    taken = LabelDossier.objects.open()
    if value in dict(CHOICES):
        return _having(rows, narrow(taken, user, value))
    return _having(rows, narrow(taken, User(pk=int(value)), "moi"))


def _to_follow(rows, value, _user):
    """Those of whom something is to be followed by that day, late ones too."""
    if value == NONE:
        return rows.exclude(pk__in=to_follow().order_by().values("organism"))
    days = timedelta(-1 if value == "en-retard" else int(value))
    return _having(rows, to_follow().filter(next_on__lte=clock.today() + days))


def _followed(rows, value, _user):
    """Of whom there is a dossier, a label, an exchange or a note."""
    things = (LabelDossier.objects, Label.objects, Exchange.objects.current(), notes())
    known = Q()
    for one in things:
        known |= Q(pk__in=one.order_by().values("organism"))
    return rows.filter(known if value == "oui" else ~known)


NARROW = {
    "statut": _of_status,
    "main": _of_hand,
    "charge": _taken_by,
    "retard": _late,
    "renouvellement": _to_renew,
    "famille": lambda rows, value, _user: rows.filter(family=value),
    "region": lambda rows, value, _user: rows.filter(region=value),
    "auditeur": _audited,
    "relance": _to_follow,
    "suivi": _followed,
    "repris": lambda rows, value, _user: rows.filter(taken_over_on__isnull=value != "oui"),
}
