"""State machine of a campaign: prepared, under way, over, reviewed."""

from django import forms
from django.db.models import Q

from home.campaigns.models import Campaign
from portal import access
from portal.access import role
from portal.core import clock
from portal.models import Role
from portal.web.fields import area
from portal.web.forms import Form
from portal.workflow import Problem, Timed, Transition, Workflow, guard

S = Campaign.State
dircom = role(Role.DIRCOM, "la Dircom")


class ReviewForm(Form):
    review = forms.CharField(
        label="Bilan",
        help_text="Ce qui a marché, ce qui n’a pas marché, ce qu’il faut refaire\u00a0; 50 caractères au moins.",
        min_length=50,
        widget=area(8),
        error_messages={
            "min_length": "Écrivez 50 caractères au moins\u00a0: l’équipe suivante lira ce bilan."
        },
    )


class CampaignReasonForm(Form):
    reason = forms.CharField(
        label="Motif", min_length=20, widget=area(),
        error_messages={"min_length": "Écrivez 20 caractères au moins."},
    )  # fmt: skip


@guard("Un résultat mesuré")
def measured(campaign):
    if campaign.results.exclude(achieved=None).exists():
        return None
    address = f"{campaign.get_absolute_url()}resultats/ajouter/"
    return Problem(
        "no_result", "Notez au moins un résultat mesuré.", address, "Ajouter un résultat"
    )


def keep_review(campaign, by, review, **_):
    campaign.review = review


def writes(user, _thing, _address):
    return dircom(user, None)


CAMPAIGN = Workflow(
    Campaign,
    topic="home/campaigns",
    path=(S.PREPARED, S.RUNNING, S.OVER, S.REVIEWED),
    hands={S.PREPARED: "la Dircom", S.RUNNING: "la Dircom", S.OVER: "la Dircom"},
    dated={
        S.PREPARED: "le premier jour de la campagne (`starts_on`)",
        S.RUNNING: "le dernier jour de la campagne (`ends_on`)",
    },
    undated={
        S.PREPARED: "elle commence à son premier jour",
        S.RUNNING: "elle finit à son dernier jour",
        S.OVER: "le bilan se fait quand les résultats sont connus",
    },
    may_mend=writes,
    transitions=(
        Transition(
            "start", "Lancer la campagne", (S.PREPARED,), S.RUNNING, dircom | access.clock,
            "a lancé la campagne",
        ),
        Transition(
            "finish", "Terminer la campagne", (S.RUNNING,), S.OVER, dircom | access.clock,
            "a terminé la campagne",
        ),
        Transition(
            "review", "Faire le bilan", (S.OVER,), S.REVIEWED, dircom, "a fait le bilan de la campagne",
            needs=(measured,), form=ReviewForm, then=keep_review,
        ),
        Transition(
            "cancel", "Annuler la campagne", (S.PREPARED, S.RUNNING), S.CANCELLED, dircom,
            "a annulé la campagne", form=CampaignReasonForm, tone="danger",
        ),
    ),
    timed=(
        Timed("start", lambda: Q(starts_on__lte=clock.today())),
        Timed("finish", lambda: Q(ends_on__lt=clock.today())),
    ),
)  # fmt: skip
