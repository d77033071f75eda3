"""State machine of a survey: composed, open until its last day, closed, results published."""

from django.db.models import Q

from community.polls import forms, notices, recipients
from community.polls.models import Survey
from community.polls.rules import composer
from portal import access
from portal.core import clock
from portal.ui import words
from portal.workflow import Problem, Reminder, Timed, Transition, Workflow, guard

S = Survey.State


@guard("Une question au moins")
def has_questions(survey):
    if survey.questions.exists():
        return None
    return Problem("no_question", "Écrivez au moins une question avant d’ouvrir.")


def open_survey(survey, by, *, closes_on, secrecy, per="person", **_):
    survey.opened_on, survey.closes_on = clock.today(), closes_on
    survey.is_anonymous, survey.per = secrecy == forms.ANONYMOUS, per
    return {"anonymous": survey.is_anonymous, "per": per, "closes_on": closes_on}


def close_survey(survey, by=None, **_):
    """Records the population of that day; drafts are deleted."""
    survey.closed_on, survey.population = clock.today(), recipients.size(survey)
    survey.drafts.all().delete()


def move_last_day(survey, by, *, closes_on, **_):
    before, survey.closes_on = survey.closes_on, closes_on
    return {"before": before, "closes_on": closes_on}


def moving_effects(survey):
    return [
        f"On répond aujourd’hui jusqu’au {words.day(survey.closes_on)}.",
        "Le calendrier des membres et le rappel suivent la nouvelle date. Aucun courriel ne part.",
    ]


def moved(survey):
    return f"On répond maintenant jusqu’au {words.day(survey.closes_on)} inclus."


def closing_effects(survey):
    told = ["Plus personne ne répond. Vous lisez les résultats, puis les publiez."]
    if survey.closes_on and survey.closes_on > clock.today():
        said = words.day(survey.closes_on)
        told.append(
            f"Le jour annoncé, le {said}, quitte le calendrier des membres\u00a0; aucun rappel ne part."
        )
    return told


def opening_effects(survey):
    many = survey.questions.count()
    return [
        f"Les questions ({many}) ne changent plus, ni le secret des réponses.",
        "Si elle dure plus de trois jours, un rappel part trois jours avant la fin.",
    ]


SURVEY = Workflow(
    Survey,
    topic=notices.TOPIC,
    path=(S.DRAFT, S.OPEN, S.CLOSED, S.PUBLISHED),
    hands={S.DRAFT: "qui anime l’espace", S.OPEN: "les membres", S.CLOSED: "qui anime l’espace"},
    dated={S.OPEN: "le dernier jour de l’enquête (`closes_on`)"},
    undated={
        S.DRAFT: "l’enquête s’écrit à son rythme",
        S.CLOSED: "qui anime l’espace choisit quand publier",
        S.OPEN: "elle se clôt à son dernier jour",
    },
    transitions=(
        Transition(
            "open", "Ouvrir l’enquête", (S.DRAFT,), S.OPEN, composer, "a ouvert l’enquête",
            needs=(has_questions,), form=forms.OpenForm, then=open_survey, effects=opening_effects,
            tells=(notices.OPENED,), slug="ouvrir",
            said="L’enquête est ouverte\u00a0; les membres de l’espace sont prévenus.",
        ),
        Transition(
            "close", "Clore l’enquête", (S.OPEN,), S.CLOSED, composer | access.clock,
            "a clos l’enquête", then=close_survey, tone="danger", slug="clore",
            effects=closing_effects,
        ),
        Transition(
            "move", "Changer le dernier jour", (S.OPEN,), S.OPEN, composer,
            "a changé le dernier jour de l’enquête", form=forms.MoveForm, then=move_last_day,
            effects=moving_effects, said=moved,
        ),
        Transition(
            "publish", "Publier les résultats", (S.CLOSED,), S.PUBLISHED, composer,
            "a publié les résultats de l’enquête", tells=(notices.RESULTS,), slug="publier",
            effects=lambda _: ["Les membres de l’espace les lisent."],
        ),
        Transition(
            "cancel", "Abandonner l’enquête", (S.DRAFT,), S.CANCELLED, composer,
            "a abandonné l’enquête", tone="danger", slug="abandonner",
        ),
    ),
    timed=(Timed("close", lambda: Q(closes_on__lt=clock.today())),),
    reminders=(Reminder(S.OPEN, notices.CLOSING, (notices.REMINDED,), field="closes_on"),),
)  # fmt: skip
