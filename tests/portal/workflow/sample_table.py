"""Sample workflow table on the dossier’s states, to test the engine."""

from django.db.models import Q

from portal import access, workflow
from portal.access import rule
from portal.core import clock
from portal.models import User
from portal.workflow import Problem, Reminder, Timed, Transition


@rule("Alice")
def is_alice(user, thing):
    return user.first_name == "Alice"


@workflow.guard("Périmètre décrit")
def has_perimeter(thing):
    if thing.perimeter:
        return None
    return Problem("perimeter", "Décrivez le périmètre.", "/espace/", "Décrire")


def break_if_marked(thing):
    if thing.perimeter == "break":
        raise ZeroDivisionError


def note(thing, *, by, reason=""):
    thing.perimeter, thing.submitted_on = f"{thing.perimeter} ({reason})", clock.today()
    return {"noted": reason}


def fail(thing, *, by):
    User.objects.create_user("half@done.example", None, first_name="H", last_name="D")
    raise ZeroDivisionError


def alices(thing):
    return User.objects.filter(first_name="Alice")


def table(notice):
    return {
        "topic": "essai",
        "path": ("draft", "submitted", "registered"),
        "hands": {"draft": "Alice", "submitted": "le portail"},
        "undated": {"draft": "Alice écrit à son rythme"},
        "transitions": (
            Transition(
                "send", "Envoyer le dossier", ("draft",), "submitted", is_alice,
                "a envoyé le dossier", needs=(has_perimeter,), then=note, tells=(notice,),
            ),
            Transition(
                "pass_on", "Transmettre", ("submitted",), "registered", access.clock,
                "a transmis le dossier", needs=(break_if_marked,),
            ),
            Transition("break", "Casser", ("draft",), "dismissed", is_alice, "a cassé", then=fail),
        ),
        "timed": (Timed("pass_on", lambda: Q(due_on__lt=clock.today())),),
        "reminders": (Reminder("submitted", notice, (10, 3, -1)),),
    }  # fmt: skip
