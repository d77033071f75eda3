"""What an open survey has promised holds in the database: its questions, its secrecy, whoever writes the row."""

from community.polls.models import Survey, SurveyAnswer, SurveyDraft, SurveyQuestion, SurveyTally
from portal import triggers
from portal.schema import objects

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


def events(vendor):
    """(name, table, event, condition, message). Deletions are left to the guards, a retention to its clock."""
    both = f"{_is_open('OLD')} OR {_is_open('NEW')}"
    yield f"{QUESTIONS}_frozen_insert", QUESTIONS, "INSERT", _is_open("NEW"), FROZEN
    yield f"{QUESTIONS}_frozen_update", QUESTIONS, "UPDATE", both, FROZEN
    yield f"{SURVEYS}_promise_update", SURVEYS, "UPDATE", _promise(vendor), PROMISED
    for model in (SurveyAnswer, SurveyDraft):
        table = model._meta.db_table
        for event in ("INSERT", "UPDATE"):
            yield f"{table}_secret_{event.lower()}", table, event, _secret(), SECRET
    yield f"{TALLIES}_named_insert", TALLIES, "INSERT", _named(), NAMED


def install(connection):
    """May be called again."""
    triggers.install(connection, list(events(connection.vendor)))


def remove(connection):
    """For a restore, or a test that tampers on purpose."""
    triggers.remove(connection, list(events(connection.vendor)))


objects.register("surveys", install, remove)
