"""Component gallery: every component in every state, with invented content."""

from datetime import timedelta
from types import SimpleNamespace as Sample

from django import forms
from django.shortcuts import render

from portal.core import clock
from portal.ui import icons
from portal.web.fields import area
from portal.web.pagination import Paginator
from portal.workflow import WORKFLOWS


class MeetingForm(forms.Form):
    """One field of each kind, filled with what people get wrong."""

    body = forms.ChoiceField(
        label="Instance réunie", choices=[("ccl", "Conseil de concertation locative")]
    )
    held_on = forms.DateField(
        label="Date de la réunion",
        help_text="Par exemple 06/10/2026",
        widget=forms.DateInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Novembre n’a que 30\u00a0jours. Écrivez une date passée, comme 06/10/2026."
        },
    )
    present = forms.IntegerField(
        label="Nombre de présents",
        help_text="Représentants des locataires seulement",
        required=False,
    )
    minutes = forms.FileField(
        label="Compte rendu", help_text="PDF, Word ou image, 20\u00a0Mo au plus.", required=False
    )
    invited = forms.MultipleChoiceField(
        label="Qui était invité\u00a0?",
        choices=[("asso", "Associations représentatives"), ("admin", "Administrateurs locataires")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins un invité."},
    )
    opinion = forms.ChoiceField(
        label="Avis rendu",
        choices=[
            ("oui", "Favorable"),
            ("reserve", "Favorable avec réserves"),
            ("non", "Défavorable"),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    remarks = forms.CharField(label="Remarques", widget=area(3), required=False)
    is_public = forms.BooleanField(
        label="Publier le compte rendu sur la fiche de l’organisme", required=False
    )

    opinion.is_boxed = True


def components(request):
    form = MeetingForm(
        {"body": "ccl", "held_on": "31/11/2026", "present": "11"}, auto_id="exemple_%s"
    )
    return render(
        request, "portal/components.html", _samples(clock.today()) | {"form": form} | _rows(request)
    )


def _samples(today):
    return {
        "icons": sorted(icons.ICONS),
        "tables": _states(),
        "late": today - timedelta(days=4),
        "tomorrow": today + timedelta(days=1),
        "later": today + timedelta(days=21),
        "now": clock.now(),
    }


def _states():
    """The states of every thing that has a life."""
    return [(model._meta.verbose_name, model.State) for model in WORKFLOWS]


def _rows(request):
    return {
        "steps": STEPS,
        "conditions": CONDITIONS,
        "tasks": _tasks(clock.today()),
        "entries": ENTRIES,
        "seats": SEATS,
        "visibilities": SIGHTS,
        "tabs": TABS,
        "bars": BARS,
        "regions": REGIONS,
        "points": [("2019", 61), ("2021", 64), ("2023", 70), ("2025", 78)],
        "figures": [
            {"value": 24, "label": "organismes labellisés"},
            {
                "value": "61\u00a0% → 78\u00a0%",
                "label": "Satisfaction sur la propreté",
                "note": "en 18\u00a0mois",
            },
        ],
        "chips": [{"label": "OPH", "url": "?"}, {"label": "Bretagne", "url": "?"}],
        "page": Paginator(range(240), 20).get_page(request.GET.get("page", 2)),
    }


STEPS = [
    Sample(label="Candidature", note="déposée le 12\u00a0janv. 2026", is_done=True),
    Sample(label="Recevabilité", note="prononcée le 3\u00a0févr. 2026", is_done=True),
    Sample(label="Diagnostic HQS", note="clos le 24\u00a0avril 2026", is_done=True),
    Sample(label="Préparation", note="depuis le 11\u00a0mai 2026", is_current=True),
    Sample(label="Audit de mise en œuvre", note="entre le 24\u00a0févr. et le 24\u00a0juin 2027"),
    Sample(label="Comité", note="visé en septembre 2027"),
    Sample(label="Label, trois ans", note="2027 à 2030"),
    Sample(label="Audit de vérification", note="premier semestre 2030"),
]
CONDITIONS = [
    Sample(
        text="Noter les 12\u00a0résidences restantes",
        note="300\u00a0résidences notées sur 312",
        is_met=False,
        mend="#acte",
        mend_label="Noter le patrimoine",
    ),
    Sample(
        text="Faire valider le plan d’actions",
        note="Sophie Arnaud l’a reçu le 18\u00a0novembre",
        is_met=False,
        mend="#acte",
        mend_label="Relancer",
    ),
    Sample(text="Mission d’audit acceptée", note="Marc Delorme, le 9\u00a0octobre", is_met=True),
]
ENTRIES = [
    Sample(
        at=clock.parse("2026-11-18 10:12"),
        sentence="Lucas Ferrand a versé le plan d’actions.",
        is_decision=False,
    ),
    Sample(
        at=clock.parse("2026-10-09 09:00"),
        sentence="Marc Delorme a accepté la mission.",
        is_decision=False,
    ),
    Sample(
        at=clock.parse("2026-05-11 16:40"),
        sentence="Claire Vasseur a validé le rapport HQS.",
        is_decision=True,
    ),
]
SEATS = [
    Sample(label="Président", status="present"),
    Sample(label="Coop’Hlm", status="present", note="titulaire", is_me=True),
    Sample(label="Procivis", status="away"),
    Sample(label="Entreprises sociales", status="recused", note="en retrait, lien déclaré"),
    Sample(label="Locataires, siège\u00a02", status="away", note="arrivée attendue à 15\u00a0h"),
]
SIGHTS = [
    Sample(label="l’organisme", reason="parce que c’est son dossier", people=4),
    Sample(label="le référent label", reason="parce qu’il instruit", people=2),
    Sample(label="le comité", reason="à l’inscription à l’ordre du jour", people=0),
]
TABS = [
    Sample(label="Vue d’ensemble", url="#onglets", is_current=True),
    Sample(label="Pièces et preuves", url="#onglets", count=12),
    Sample(label="Échanges", url="#onglets"),
]
REGIONS = [
    {"code": "53", "label": "Bretagne", "count": 2, "url": "?region=53"},
    {"code": "11", "label": "Île-de-France", "count": 9, "url": "?region=11"},
    {"code": "84", "label": "Auvergne-Rhône-Alpes", "count": 5, "url": "?region=84"},
]
BARS = [
    {"label": "Pilotage", "a": 82, "b": 78},
    {"label": "Équipes", "a": 71, "b": 67},
    {"label": "Accueil", "a": 90, "b": 84},
    {"label": "Propreté", "a": 68, "b": None},
]


def _tasks(today):
    common = {"url": "#listes"}
    return [
        Sample(
            title="Valider le rapport d’audit de mise en œuvre",
            context="Toit et Rives · QH-D-2026-0018 · 1\u00a0non-conformité mineure",
            hand="vous",
            due_on=today - timedelta(days=4),
            button="Lire le rapport",
            filled=True,
            **common,
        ),
        Sample(
            title="Inscrire 3\u00a0dossiers au comité du 17\u00a0décembre",
            context="Les dossiers sont figés le 26\u00a0novembre à minuit",
            hand="vous",
            due_on=today + timedelta(days=1),
            button="Composer l’ordre du jour",
            filled=True,
            **common,
        ),
        Sample(
            title="Fournir 2\u00a0compléments",
            context="Brévanne Accession · QH-D-2026-0027",
            hand="l’organisme",
            due_on=today + timedelta(days=10),
            button="Voir la demande",
            filled=False,
            **common,
        ),
    ]
