"""Law of turns: whoever holds the ball is offered, on the page of the thing, the step that leads or what mends it."""

import pytest

from labelling.models import LabelDossier
from tests.access.people import EVERYBODY
from tests.access.turns import held

pytestmark = pytest.mark.django_db
SHUT = '<a class="button" href="#acte-liste" aria-disabled="true">Ouvrir</a>'
LACKING = '<section class="act"><li data-missing><b>Plan<span>manque</span></b></li>'


def reading(world):
    names = {user.pk: name for name, user in world.people.items()}

    def read(person, path):
        answer = world.read(names[person.pk], path)
        return answer.body.decode() if answer.status_code == 200 else None

    return read


def test_whoever_holds_the_ball_is_offered_what_moves_it(world, found):
    people = [world.people[name] for name in EVERYBODY]
    things = list(held.running())
    found.tell(said for one in things if (said := held.fault(one, people, reading(world))))
    found.end()

    assert len(things) > 30


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ("", "no frame of the next act"),
        ('<section class="act"><h2>Rien à faire de votre côté</h2></section>', "offers nothing (nothing is missing)"),
        (f"{LACKING}{SHUT}</section>", "offers nothing (Plan)"),
        ('<section class="act"><li data-missing><b>Jour de la séance<span></span></b></li></section>', ""),
        ('<section class="act"><a class="button" href="/espace/">Ouvrir</a></section>', ""),
    ],
)  # fmt: skip
def test_control_a_page_that_offers_nothing_is_told(world, frame, said):
    thing = world.people["alice"] and LabelDossier.objects.get(
        state="draft", organism=world.organism
    )

    found = held.fault(thing, [world.people["alice"]], lambda _person, _path: frame or "<p></p>")

    assert (said in found, bool(found)) == (True, bool(said))


def test_control_a_ball_that_nobody_can_hold_is_told(world):
    thing = LabelDossier.objects.filter(state="draft").first()

    assert "whom nobody is" in held.fault(
        thing, [world.people["bob"], world.people["dircom"]][1:], str
    )
    assert "cannot open its page" in held.fault(thing, list(world.people.values()), lambda *_: None)
