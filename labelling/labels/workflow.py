"""The table of the label, a title with dates (label.md §9.2)."""

from django import forms
from django.db.models import Q

from labelling.labels import notices
from labelling.labels.attesting import void
from labelling.labels.models import Label
from labelling.organisms.rules import chair, committee_office, instructor, signatory
from portal import access, calendar, clock
from portal.forms import Form
from portal.ui import words
from portal.workflow import Problem, Reminder, Timed, Transition, Workflow, guard

S = Label.State
HELD = (S.ACTIVE, S.EXTENDED)
RENEWAL_DAYS = (365, 274, 183, 91, 30)  # BR-75: 12, 9, 6, 3 and 1 months before the end


class ReasonForm(Form):
    reason = forms.CharField(
        label="Motif",
        help_text="Ce que l’organisme lira, en 50 caractères au moins.",
        widget=forms.Textarea(attrs={"rows": 5}),
        min_length=50,
    )


class RenounceForm(Form):
    ended_on = forms.DateField(
        label="Date d’effet",
        help_text="Aujourd’hui au plus tôt, comme 15/03/2027.",
        widget=forms.DateInput(attrs={"inputmode": "numeric"}),
    )

    def clean_ended_on(self):
        day = self.cleaned_data["ended_on"]
        if not clock.today() <= day <= self.thing.end_on:
            raise forms.ValidationError("Choisissez une date entre aujourd’hui et la fin du label.")
        return day


def decided(*options):
    """A decision of the committee, on this label, that says one of `options` (BR-62)."""

    @guard("Décision du comité")
    def is_decided(label):
        decision = _last_decision(label)
        if decision is None or decision.option not in options:
            return Problem("decision", "Cet acte suit une décision validée du comité.")
        return None

    return is_decided


def _last_decision(label):
    items = label.agenda_items.filter(state="validated").order_by("-session__held_on", "-pk")
    item = items.select_related("decision").first()
    return item.decision if item else None


@guard("Phase contradictoire close")
def heard(label):
    """BR-72: at least D15 between the written notice and the committee's decision."""
    if label.notice_sent_on is None:
        return Problem("contradictory", "La phase contradictoire n’a pas été ouverte par écrit.")
    opened_until = label.dossier.rules.due("D15", label.notice_sent_on)
    if clock.today() < opened_until:
        return Problem(
            "contradictory", f"La phase contradictoire court jusqu’au {words.day(opened_until)}."
        )
    return None


@guard("Dossier de renouvellement ouvert")
def renewal_open(label):
    """BR-74: an extension needs an open renewal dossier."""
    finals = ("granted", "refused", "discontinued", "dismissed")
    if label.organism.dossiers.filter(dossier_type="renewal").exclude(state__in=finals).exists():
        return None
    return Problem("renewal", "Aucun dossier de renouvellement n’est ouvert.")


@guard("Première prorogation du cycle")
def not_yet_extended(label):
    """BR-74: once per cycle; a label that lasts longer than its rules give was extended."""
    months = label.dossier.rules.label_months
    if label.end_on > calendar.last_day_of_validity(label.start_on, months):
        return Problem("extended", "Ce label a déjà été prorogé pendant ce cycle.")
    return None


@guard("Aucune phase contradictoire en cours")
def not_yet_noticed(label):
    if label.notice_sent_on:
        return Problem("notice", f"Elle est ouverte depuis le {words.day(label.notice_sent_on)}.")
    return None


def notify(label, by, reason):
    label.notice_sent_on, label.reason = clock.today(), reason


def suspend(label, by, decision=None, reason="", **_):
    label.suspended_on, label.reason = clock.today(), reason
    label.due_on = label.dossier.rules.due("D14", clock.today())  # BR-73


def reinstate(label, by, decision=None, reason="", **_):
    """The end date does not move."""
    label.suspended_on = label.notice_sent_on = None
    label.reason = reason


def withdraw(label, by, decision=None, reason="", **_):
    label.ended_on, label.reason = clock.today(), reason
    void(label, "Label retiré.")


@guard("Décision d’attribution annulée")
def undecided(label):
    """BR-69: the label falls with the decision that granted it, and by no other way."""
    item = label.decision.item
    if item.state == "annulled":
        return None
    return Problem("decision", "La décision d’attribution tient toujours.", item.get_absolute_url())


def annul(label, by, reason="", **_):
    """BR-69: in the decision's own transaction; the register, the directory and the club follow at once."""
    label.ended_on, label.reason = clock.today(), reason
    void(label, f"Décision annulée : {reason}")


def extend(label, by, decision=None, reason="", **_):
    """BR-74: once per cycle (only from `active`), by D13 at most."""
    label.end_on, label.reason = label.dossier.rules.delay("D13").after(label.end_on), reason


def renounce(label, by, ended_on):
    label.ended_on = ended_on


def end(label, by, **_):
    label.ended_on = label.end_on


def renounce_effects(label):
    return [
        "L’organisme quitte l’annuaire, le club et perd l’usage de la marque à la date d’effet.",
        "La page de vérification dira « Renoncé ».",
    ]


LABEL = Workflow(
    Label,
    topic="labelling/labels",
    path=(S.PENDING, S.ACTIVE, S.EXPIRED),
    hands={
        S.PENDING: "le calendrier",
        S.ACTIVE: "l’organisme",
        S.EXTENDED: "l’organisme",
        S.SUSPENDED: "le comité de labellisation",
    },
    transitions=(
        Transition(
            "take_effect", "Prendre effet", (S.PENDING,), S.ACTIVE, access.clock, "fait prendre effet au label"
        ),
        *(
            Transition(
                name, "Ouvrir la phase contradictoire", (state,), state, instructor,
                "a ouvert la phase contradictoire", needs=(not_yet_noticed,), form=ReasonForm, then=notify,
                tells=(notices.CONTRADICTORY,), tone="danger", slug=slug,
            )
            for name, state, slug in (
                ("open_contradictory", S.ACTIVE, "ouvrir-la-phase-contradictoire"),
                ("open_contradictory_extended", S.EXTENDED, "ouvrir-la-phase-contradictoire-prorogation"),
            )
        ),
        Transition(
            "suspend", "Suspendre le label", HELD, S.SUSPENDED, committee_office,
            "a validé la suspension du label", needs=(decided("yes"), heard), then=suspend,
            tells=(notices.SUSPENDED,), tone="danger",
        ),
        Transition(
            "reinstate", "Lever la suspension", (S.SUSPENDED,), S.ACTIVE, committee_office,
            "a validé la levée de la suspension", needs=(decided("yes"),), then=reinstate,
            tells=(notices.REINSTATED,),
        ),
        Transition(
            "withdraw", "Retirer le label", (*HELD, S.SUSPENDED), S.WITHDRAWN, committee_office,
            "a validé le retrait du label", needs=(decided("yes"), heard), then=withdraw,
            tells=(notices.WITHDRAWN,), tone="danger",
        ),
        Transition(
            "annul", "Annuler le label", (S.PENDING, *HELD, S.SUSPENDED), S.ANNULLED, chair,
            "a annulé le label avec la décision qui l’accordait", needs=(undecided,), then=annul,
            tells=(notices.ANNULLED,), tone="danger",
        ),
        Transition(
            "extend", "Proroger le label", (S.ACTIVE,), S.EXTENDED, committee_office,
            "a validé la prorogation du label", needs=(decided("yes"), renewal_open, not_yet_extended), then=extend,
            tells=(notices.EXTENDED,),
        ),
        Transition(
            "renounce", "Renoncer au label", HELD, S.RENOUNCED, signatory, "a renoncé au label",
            form=RenounceForm, then=renounce, effects=renounce_effects, tells=(notices.RENOUNCED,),
            tone="danger",
        ),
        Transition(
            "supersede", "Remplacer", (*HELD, S.SUSPENDED), S.SUPERSEDED, access.clock,
            "remplace ce label par celui du cycle suivant", then=end,
        ),
        Transition(
            "expire", "Échoir", (*HELD, S.SUSPENDED), S.EXPIRED, access.clock, "constate l’échéance du label", then=end,
            tells=(notices.EXPIRED,),
        ),
    ),
    timed=(
        Timed("supersede", lambda: Q(end_on__lt=clock.today(), organism__labels__state=S.PENDING)),
        Timed("expire", lambda: Q(end_on__lt=clock.today())),
        Timed("take_effect", lambda: Q(start_on__lte=clock.today())),
    ),
    reminders=(
        Reminder(S.ACTIVE, notices.RENEWAL, RENEWAL_DAYS, field="end_on"),
        Reminder(S.SUSPENDED, notices.SUSPENSION_OVER, (0,)),
    ),
)  # fmt: skip
