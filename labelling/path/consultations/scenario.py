"""Scenario acts of consultations: bodies asked, the word of one by its own key, typed by the office, a remark."""

from labelling.path.consultations import actions
from labelling.path.consultations.forms import TypeForm, WordForm
from labelling.path.consultations.keys import actions as keys
from labelling.path.consultations.steps import FIELDS
from portal.scenario import act
from portal.workflow import Problem, Refused

UNSAID = {"stance": "", "opinion": "", "account": ""}


def _checked(form_class, consultation, by, said):
    """The form of what is said; Refused with its sentences."""
    follow = form_class(thing=consultation, by=by).initial["follow"]  # the first that is offered
    form = form_class(UNSAID | {"follow": follow} | said, thing=consultation, by=by)
    if not form.is_valid():
        raise Refused([Problem("word", str(fault)) for fault in form.errors.values()])
    return form.facts


@act("consultation.ask", screen="labelling:consultation_ask", who="l’organisme")
def ask(by, on, body):
    """Ask one body for its word at the present stage of a dossier."""
    return actions.ask(on, [body], by=by)[0]


@act("consultation.say", screen="labelling:tenant_word", who="une instance, par son accès")
def say(by, on, **said):
    """A body gives its word by its own link or code (`by: horloge`): stance, account, opinion…"""
    key = on.keys.filter(revoked_on=None).first()
    return actions.give(on, _checked(WordForm, on, by, said), key=key)


@act("consultation.type", screen="labelling:consultation_type", who="le référent label")
def enter(by, on, channel="paper", **said):
    """The office types what a body said on paper or aloud."""
    facts = _checked(TypeForm, on, by, said | {"channel": channel})
    return actions.give(on, {name: facts[name] for name in FIELDS}, by=by, channel=channel)


@act("consultation.post", screen="labelling:consultation_posted", who="le référent label")
def post(by, on):
    """The office notes that the letters of a consultation are gone."""
    return keys.post(on, by=by)


@act("consultation.remark", screen="labelling:tenant_remark", who="une instance, par son accès")
def remark(by, on, text):
    """A body tells the auditors alone (`by: horloge`)."""
    return actions.remark(on, text)
