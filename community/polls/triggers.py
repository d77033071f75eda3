"""Database triggers of surveys: an open one keeps its questions and its secrecy, whoever writes the row."""

from community.polls.models import Survey, SurveyAnswer, SurveyDraft, SurveyQuestion, SurveyTally
from portal.schema.triggers import Trigger, register_triggers

SURVEYS, QUESTIONS = Survey._meta.db_table, SurveyQuestion._meta.db_table
TALLIES = SurveyTally._meta.db_table
FROZEN = "surveys: the questions of an open survey do not change"
PROMISED = "surveys: what an open survey has promised does not change"
SECRET = "surveys: an anonymous survey keeps no answer of anybody"  # noqa: S105 -- a sentence
NAMED = "surveys: a named survey counts its answers, it keeps no tally"


def _is_open(row):
    return f"EXISTS (SELECT 1 FROM {SURVEYS} s WHERE s.id = {row}.survey_id AND s.state <> 'draft')"  # noqa: S608 -- names of ours


def _promise(vendor):
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    return (
        f"OLD.state <> 'draft' AND (OLD.is_anonymous {differs} NEW.is_anonymous "
        f"OR OLD.per {differs} NEW.per OR OLD.opened_on {differs} NEW.opened_on)"
    )


def _secret():
    return f"EXISTS (SELECT 1 FROM {SURVEYS} s WHERE s.id = NEW.survey_id AND s.is_anonymous)"  # noqa: S608 -- same


def _named():
    return (
        f"EXISTS (SELECT 1 FROM {QUESTIONS} q JOIN {SURVEYS} s ON s.id = q.survey_id "  # noqa: S608 -- same
        "WHERE q.id = NEW.question_id AND NOT s.is_anonymous)"
    )


@register_triggers
def survey_promises(vendor):
    """Deletions are allowed: guards refuse those of people, and retention needs its own."""
    both = f"{_is_open('OLD')} OR {_is_open('NEW')}"
    yield Trigger(f"{QUESTIONS}_frozen_insert", QUESTIONS, "INSERT", FROZEN, _is_open("NEW"))
    yield Trigger(f"{QUESTIONS}_frozen_update", QUESTIONS, "UPDATE", FROZEN, both)
    yield Trigger(f"{SURVEYS}_promise_update", SURVEYS, "UPDATE", PROMISED, _promise(vendor))
    for model in (SurveyAnswer, SurveyDraft):
        table = model._meta.db_table
        for event in ("INSERT", "UPDATE"):
            yield Trigger(f"{table}_secret_{event.lower()}", table, event, SECRET, _secret())
    yield Trigger(f"{TALLIES}_named_insert", TALLIES, "INSERT", NAMED, _named())
