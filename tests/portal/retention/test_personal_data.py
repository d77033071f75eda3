"""Personal data of one person: all that names them, nothing that they may not read."""

import csv

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.parties.organisms.models import Membership
from labelling.path.dossiers.forms import TextsForm
from portal.access import affiliations
from portal.access.visibility import QuerySet
from portal.core.read_once import reading_once
from portal.models import Message, TextRevision
from portal.retention import personal_data
from portal.retention.personal_data import HEAD, LEFT, TOLD
from portal.workflow import audit_log
from tests import factories

pytestmark = pytest.mark.django_db
LONG = "Nous gérons 9 000 logements dans la vallée, avec douze gardiens et deux agences."
OF_SITE = {
    "wagtailcore.page",
    "wagtaildocs.document",
    "wagtailimages.image",
    "wagtailcore.taskstate",
}


def written(dossier, by):
    typed = {"presentation": LONG, "perimeter": dossier.perimeter, "homes_in_perimeter": ""}
    form = TextsForm(typed, instance=dossier, by=by)
    assert form.is_valid()
    form.save()


def of(user):
    """{(heading, name): values} of the lines of this person."""
    affiliations.forget(user)
    found = {}
    for heading, _thing, name, value in personal_data.lines(user):
        found.setdefault((heading, name), []).append(value)
    return found


def read(client):
    answer = client.get("/compte/donnees/fichier/")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return answer, list(csv.reader(text.splitlines(), delimiter=";"))


def test_every_model_that_names_people_is_read_or_left_with_its_reason():
    user = get_user_model()
    naming = {
        model
        for model in apps.get_models()
        if any(field.related_model is user for field in model._meta.concrete_fields)
        and not model._meta.proxy
    }
    known = {kind.model for kind in personal_data.kinds()} | {apps.get_model("portal.entry")}
    left = {apps.get_model(label) for label in LEFT}
    parents = {one: {p._meta.label_lower for p in one._meta.get_parent_list()} for one in naming}

    assert naming - known == left | {one for one in naming if parents[one] & OF_SITE}
    ours = {m for m in known if issubclass(type(m._default_manager.all()), QuerySet)}
    assert known - ours == set(TOLD)


def test_one_reads_who_one_is_what_one_wrote_and_what_one_did(organism, alice):
    written(factories.make_dossier(organism), alice)
    found = of(alice)

    assert found["Compte", "adresse électronique"] == [alice.email]
    assert found["Membre d’un organisme", "lien"] == ["vous concerne"]
    assert found["Version d’un texte", "texte"] == [LONG]
    assert [
        value for key, values in found.items() for value in values if key[0] == "Actes accomplis"
    ] == ["Alice Arnaud a modifié le dossier."]


def test_what_an_organism_wrote_stays_its_own_once_somebody_has_left(organism, alice):
    """Of rows that one sees no more, their number alone."""
    written(factories.make_dossier(organism), alice)
    Membership.objects.filter(user=alice).update(is_active=False)
    found = of(alice)

    assert [value for values in found.values() for value in values if LONG in str(value)] == []
    assert found["Version d’un texte", "conservé aussi"] == [
        "1\u00a0ligne que votre rôle d’aujourd’hui ne montre plus"
    ]


def test_br94_nobody_else_is_named_but_in_the_words_of_the_person(organism, alice, chloe):
    """A mail that names Chloé, an act of Alice about her, and a text where Alice names her."""
    dossier = factories.make_dossier(organism)
    written(dossier, alice)
    audit_log.write(
        dossier, by=alice, act="note", sentence=f"{alice} a donné l’accès à {chloe}, {chloe.email}."
    )
    facts = {"event_key": "test:1", "notice": "test.own", "template": "x.txt", "state": "sent"}
    about = {"thing_type": "portal.user", "thing_id": alice.pk, "subject": f"Avec {chloe}"}
    Message.objects.create(
        person=alice, body=f"Bonjour {alice}, {chloe} vous répond.", **facts, **about
    )
    TextRevision.objects.filter(by=alice).update(text=f"Écrit avec {chloe}.")
    said = [" ".join(map(str, line)) for line in personal_data.lines(alice)]

    named = [line for line in said if str(chloe) in line or chloe.email in line]
    assert [line.rpartition(" Écrit")[2] for line in named] == [f" avec {chloe}."]
    assert f"{alice} a donné l’accès à (autre personne), (autre adresse)." in " ".join(said)
    assert f"Bonjour {alice}, (autre personne) vous répond." in " ".join(said)


def test_br94_nobody_reads_another_one_and_no_secret_is_written(organism, alice, chloe):
    written(factories.make_dossier(organism), chloe)
    said = " ".join(str(part) for line in personal_data.lines(alice) for part in line)

    assert [word for word in (LONG, chloe.email, alice.password) if word in said] == []


def test_the_file_opens_in_a_spreadsheet_and_runs_no_formula(alice, signed_in):
    alice.job = "=HYPERLINK(1)"
    alice.save()
    answer, rows = read(signed_in(alice))

    assert answer["Content-Disposition"].startswith('attachment; filename="mes-donnees-')
    assert rows[0] == list(HEAD)
    assert ["Compte", "Alice Arnaud", "fonction", "'=HYPERLINK(1)"] in rows


def test_the_page_says_how_long_and_leads_to_the_file(alice, signed_in):
    client = signed_in(alice)
    page = client.get("/compte/donnees/").content.decode()

    assert ("Courriels envoyés par le portail" in page, "/compte/donnees/fichier/" in page) == (
        True,
        True,
    )
    assert "/compte/donnees/" in client.get("/compte/").content.decode()


def test_it_costs_the_same_with_one_message_and_many(alice):
    def receive(number):
        Message.objects.create(
            event_key=f"test:{number}", person=alice, notice="test.own", template="x.txt", subject="Bonjour",
            body="Un mot.", state="sent", thing_type="portal.user", thing_id=alice.pk,
        )  # fmt: skip

    def cost():
        affiliations.forget(alice)
        with reading_once(is_report=False), CaptureQueriesContext(connection) as asked:
            lines = list(personal_data.lines(alice))
        return len(asked), len(lines)

    receive(1)
    one = cost()
    for number in range(2, 12):
        receive(number)
    many = cost()

    assert many[0] == one[0]
    assert many[1] > one[1]
