"""Page contexts of surveys."""

from django.db.models import Exists, OuterRef, Q

from community.polls import actions, recipients
from community.polls.forms import AnswerForm, PollForm, SurveyForm
from community.polls.models import Participation, Survey
from community.polls.results import tables
from community.polls.rules import answerer, composer, measurer, reads_names, reads_results, voices
from community.spaces import tabs
from labelling.public import memberships, own_organisms
from portal.core import clock
from portal.ui import words
from portal.web import questionnaire
from portal.workflow import audit_log

S = Survey.State
ENDED = (S.CLOSED, S.PUBLISHED)
QUESTION = ("label", "kind", "options", "help", "is_required")
MOST = 34  # letters over a bar
MANY = 10  # open surveys on a first page
CLOSED = "Cette enquête est close\u00a0: on n’y répond plus."
SECRECY = {
    True: (
        "Réponses anonymes",
        (
            "Le portail note que vous avez répondu, et le jour\u00a0; il ne garde aucun lien entre vous et ce que "
            "vous répondez. Personne ne le retrouvera, même en cherchant. C’est pourquoi une réponse envoyée ne "
            "se modifie plus, et rien n’est gardé avant l’envoi. Sous cinq réponses, aucun résultat n’est montré."
        ),
    ),
    False: (
        "Réponses nominatives",
        (
            "Les personnes qui animent l’espace et le référent label lisent chaque réponse avec son nom, une fois "
            "l’enquête close. Les membres lisent les résultats d’ensemble, sans nom. Vous pouvez changer votre "
            "réponse jusqu’au dernier jour."
        ),
    ),
}


def secrecy(survey):
    title, text = SECRECY[survey.is_anonymous]
    return {"title": title, "text": text}


def frame(request, survey):
    return tabs.frame(request, survey.space, "community:surveys") | {"survey": survey}


def read_list(user, space):
    rows = Survey.objects.visible_to(user).filter(space=space).exclude(state=S.CANCELLED)
    return rows.select_related("space").order_by("-pk")


def poll_page(request, survey):
    """The survey, and what its reader may do with it."""
    user, is_open = request.user, survey.state == S.OPEN
    is_composing = composer(user, survey)
    context = frame(request, survey) | {
        "offers": survey.workflow.offers(survey, user),
        "questions": survey.questions.all(),
        "secrecy": secrecy(survey) if survey.is_anonymous is not None else None,
        "may_compose": is_composing and survey.state == S.DRAFT,
        "may_measure": measurer(user, survey) and survey.state == S.DRAFT,
        "may_answer": is_open and answerer(user, survey),
        "reads_results": reads_results(user, survey),
        "entries": audit_log.entries_of(survey)[:20] if is_composing else [],
    }
    if is_open:
        context |= answer_state(survey, user)
    if is_open and is_composing:
        context["progress"] = progress(survey)
    return context


def answer_state(survey, user):
    """Whether this reader has answered, and may still change it."""
    mine = voices(user, survey.space)
    has = actions.participation(survey, user, mine[0] if len(mine) == 1 else None)
    word = "Modifier ma réponse" if has else "Répondre"
    is_over = bool(has) and survey.is_anonymous
    return {"has_answered": bool(has), "is_over_for_me": is_over, "answer_word": word}


def progress(survey):
    """« 12 réponses sur 40 personnes interrogées », for its composers: how many, never who."""
    many = Participation.objects.filter(survey=survey).count()
    who = ("organisme interrogé", "organismes interrogés")
    if survey.per == Survey.Per.PERSON:
        who = ("personne interrogée", "personnes interrogées")
    said = words.count(many, "réponse", "réponses") if many else "Aucune réponse"
    return f"{said} sur {words.count(recipients.size(survey), *who)}"


def answer_form_class(survey):
    """Form class built from the questions of a survey."""
    return questionnaire.form_class(survey.asked, AnswerForm)


def organisms_to_choose(survey, user):
    """Organisms that the person may answer for, or None when there is no choice."""
    keys = voices(user, survey.space) if survey.per == Survey.Per.ORGANISM else []
    return (
        own_organisms(user).filter(pk__in=keys).order_by("name__french") if len(keys) > 1 else None
    )


def blank_form(survey, user, initial=None):
    """The form shown elsewhere than on its page, unbound."""
    organisms = organisms_to_choose(survey, user)
    found = answer_form_class(survey)
    return found(thing=survey, by=user, organisms=organisms, initial=initial)


def answer_page(request, survey):
    """The form after its promise of anonymity, or the sentence shown instead."""
    mine = answer_state(survey, request.user)
    closed = CLOSED if survey.state in ENDED or survey.closes_on < clock.today() else ""
    if mine["is_over_for_me"] and not closed:
        closed = actions.ALREADY
    return (
        frame(request, survey)
        | mine
        | {"secrecy": secrecy(survey), "closed": closed, "measured": measured(survey)}
    )


def measured(survey):
    """Its question that measures the satisfaction of organisms, or None."""
    return survey.questions.filter(is_satisfaction=True).first()


def editing(survey):
    """(form, action, initial, what it rewrites) of a draft: a poll is a question with its options."""
    if not survey.is_poll:
        shown = {"title": survey.title, "intro": survey.intro}
        return SurveyForm, actions.edit, shown, (survey, ("title", "intro"))
    question = survey.questions.get()
    shown = {"title": survey.title, "options": "\n".join(question.options)}
    return PollForm, actions.edit_poll, shown, (question, ("label", "options"))


def question_values(question):
    return {name: getattr(question, name) for name in QUESTION} | {
        "options": "\n".join(question.options)
    }


def open_surveys(user, space):
    """Open surveys, latest first, with whether this voice has answered."""
    mine = Participation.objects.filter(survey=OuterRef("pk"))
    mine = mine.filter(Q(person=user.pk) | Q(organism__in=memberships(user)))
    rows = Survey.objects.visible_to(user).filter(space=space, state=S.OPEN)
    rows = rows.select_related("space").annotate(has_answered=Exists(mine))
    return rows.order_by("-opened_on", "-pk")[:MANY]


def open_block(user, space):
    """Block of open surveys on the home of a space; the poll has its own."""
    rows = [one for one in open_surveys(user, space) if not one.is_poll]
    for one in rows:
        one.secrecy = secrecy(one)["title"].lower()
    return ("community/polls/open_block.html", {"rows": rows}) if rows else None


def poll_block(user, space):
    """Block of the open poll on the home of a space, or None: (template, context)."""
    poll = next((one for one in open_surveys(user, space) if one.is_poll), None)
    if poll is None:
        return None
    context = {"survey": poll, "secrecy": secrecy(poll), "may_answer": answerer(user, poll)}
    context |= answer_state(poll, user)
    values, _saved_at = actions.begun(poll, user, _only(voices(user, space)))
    context["form"] = blank_form(poll, user, initial=values)
    return "community/polls/poll_block.html", context


def _only(keys):
    return keys[0] if len(keys) == 1 else None


def results_with_bars(survey):
    """The results, with the bars of each chart."""
    found = tables.read_results(survey)
    for row in found.rows:
        counted = [(word, many, share) for _rank, word, many, share in row.rows]
        row.bars = [{"label": _over_bar(word, many), "a": share} for word, many, share in counted]
        row.is_long = any(len(word) > MOST for word, _many, _share in counted)
    return found


def _over_bar(text, many):
    """Text that fits over a bar on a phone, with the count; longer texts are whole in a table."""
    short = text if len(text) <= MOST else f"{text[: MOST - 1].rstrip()}…"
    return f"{short}\u00a0: {many}"


def results_page(request, survey):
    found = results_with_bars(survey)
    return frame(request, survey) | {
        "results": found,
        "secrecy": secrecy(survey),
        "tables": tables.tables(survey, [row.question for row in found.rows]),
        "reads_names": reads_names(request.user, survey),
        "least": tables.LEAST,
        "who": "organismes" if survey.per == Survey.Per.ORGANISM else "personnes",
    }
