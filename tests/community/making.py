"""Members of a space who may write there, questions and answers."""

from community.models import Acceptance, Charter, Space, SpaceMember
from community.spaces.standing import forget
from community.threads import recording
from tests.factories import make_member, make_organism
from tests.labelling.labels.making import make_label


def club():
    return Space.objects.get(slug="club")


def settle(person, space=None):
    """The charter in force is accepted."""
    space = space or club()
    charter = Charter.objects.filter(kind=space.kind).order_by("-number").first()
    Acceptance.objects.get_or_create(space=space, charter=charter, person=person)
    forget(person)
    return person


def make_writer(first_name="Zoé", last_name="Lenoir", **label):
    """Somebody of the club, whose organism holds the label."""
    person = make_member(make_organism(), first_name=first_name, last_name=last_name)
    make_label(person.memberships.get().organism, **label)
    return settle(person)


def make_animator(first_name="Anna", last_name="Mateur"):
    person = make_writer(first_name, last_name)
    SpaceMember.objects.create(space=club(), person=person, function="animator")
    forget(person)
    return person


def make_thread(by, title="Comment nettoyer les halls ?", **facts):
    facts = {"source": "Nos halls sont sales le lundi."} | facts
    return recording.ask(facts.pop("space", None) or club(), by=by, title=title, **facts)


def make_answer(thread, by, source="Un passage le dimanche soir.", **facts):
    return recording.answer(thread, by=by, source=source, **facts)


def certified(message, by):
    return message.workflow.fire(message, "certify", by=by)


def fresh(thing):
    return type(thing)._base_manager.get(pk=thing.pk)
