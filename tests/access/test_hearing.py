"""Law of text filters: every list hears a name without its accents, its capitals, its signs, and nearly spelt."""

import pytest
from django.db.models import Q
from django.http import Http404, QueryDict

from labelling.committee.models import CommitteeSession
from labelling.parties.organisms.models import Organism
from labelling.path.stock.models import Residence
from portal.exports import tables
from portal.models import User
from portal.search.filters import TextFilter
from portal.workflow import Forbidden
from tests.access.asking import address
from tests.access.people import UNLIKE
from tests.access.secrets.test_exports import lists

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
NAME = "L’Étang-Cœur Habitat"
HEARD = (NAME.lower(), "ETANG COEUR", "l'etang", "l’étang cœur", "etangcoeur", "habitat étang")
NEARLY = ("etangue coeur", "habitats")
NOTHING = ("zzzzzz", "...")


@pytest.fixture
def filtered(world):
    """{address of a list that may be asked for a text: who has rows of it}, everything there bearing one name."""
    Organism.objects.update(name=NAME)
    Residence.objects.update(name=NAME)
    CommitteeSession.objects.update(place=NAME)
    User.objects.update(first_name=NAME)
    readers = {}
    for path in {address(world, line) for line in lists()}:
        for who in UNLIKE:
            if not readers.get(path) and (many := rows_found(world, who, path, NAME)) is not None:
                readers[path] = who if many else ""
    return readers


def rows_found(world, who, path, text):
    """How many rows answer, or None to who does not see the list or has no text to ask for."""
    try:
        return found(world, who, path, text) if form_of(world, who, path) else None
    except (Http404, Forbidden):
        return None


def form_of(world, who, path):
    """The filters of a list that hold a text, or None."""
    one = tables.find_list(path, QueryDict())
    form = one.table.form and one.table.form(world.people[who], one.query, **one.where)
    return form if isinstance(form, TextFilter) and form.typed in form.fields else None


def found(world, who, path, text):
    """How many rows answer a text."""
    query = QueryDict(mutable=True)
    query[form_of(world, who, path).typed] = text
    return tables.count(tables.find_list(path, query).rows(world.people[who]))


def deaf(world, filtered, texts=(*HEARD, *NEARLY)):
    """The lists that do not find by these texts what they find by the name, or find anything by nothing."""
    for path, who in filtered.items():
        every = found(world, who, path, NAME)
        yield from ((path, text) for text in texts if found(world, who, path, text) != every)
        yield from ((path, text) for text in NOTHING if found(world, who, path, text))


def test_every_list_hears_a_name_as_people_write_it(world, filtered):
    assert [path for path, who in filtered.items() if not who] == []
    assert list(deaf(world, filtered)) == []
    assert len(filtered) >= 14


def test_a_list_that_compares_letters_is_told(world, filtered, monkeypatch):
    """The control: one list, whose names are looked for as they are written."""

    def as_written(field, word):
        return Q(**{f"{field}__icontains": word})

    monkeypatch.setattr("portal.search.filters.plain", str)
    monkeypatch.setattr("portal.search.filters._holds", as_written)
    monkeypatch.setattr("portal.search.filters.respelt", lambda _text, _names: "")
    one = {"/espace/organismes/": filtered["/espace/organismes/"]}

    told = {text for _, text in deaf(world, one)}

    assert told.issuperset({"ETANG COEUR", "l'etang", "etangcoeur", *NEARLY})
