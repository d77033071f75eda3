"""Writing aids: examples, progress, readability and time, updated at each save."""

from datetime import datetime

import pytest

from observatory.practices.forms import PARTS
from observatory.practices.models import GoodPractice
from observatory.practices.versions import LABELS
from observatory.practices.writing import durations, readability, steps
from observatory.practices.writing.texts import examples
from portal.core import clock
from portal.web.submissions.once import new_key
from portal.workflow import audit_log
from tests import factories
from tests.observatory.factories import fire, make_practice, say

pytestmark = pytest.mark.django_db
SHORT = "Le gardien passe le lundi. Il note ce qui manque. Il le dit au bureau. " * 3
LONG = (
    "Dans le cadre de la démarche d’amélioration continue de la qualité de service, l’organisme a "
    "procédé à la mise en œuvre d’un dispositif d’accompagnement personnalisé des nouveaux "
    "locataires, lequel prévoit notamment la réalisation d’entretiens individualisés."
)


def keep(client, practice, part, **values):
    """A quiet save, as the page’s script sends it."""
    address = f"{practice.get_absolute_url()}ecrire/{part}/"
    return client.post(address, values, headers={"X-Autosave": "1"})


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("locataires", 3),
        ("le", 1),
        ("qualité", 3),
        ("eau", 1),
        ("parlent", 1),
        ("hall", 1),
        ("créer", 1),
    ],
)
def test_syllables_are_counted_without_mute_endings(word, count):
    assert readability.syllables(word) == count


def test_short_sentences_read_better_and_long_ones_are_named():
    easy, hard = readability.measure(SHORT), readability.measure(LONG)

    assert (easy.grade, hard.grade) == ("lecture aisée", "lecture difficile")
    assert easy.score - hard.score > 40
    assert easy.advice == ""
    assert str(hard).endswith(
        "1\u00a0phrase longue\u00a0; coupez d’abord «\u00a0Dans le cadre de la démarche…\u00a0»."
    )
    assert readability.measure("Trop court pour le dire.") is None
    assert readability.measure("") is None


def test_a_quiet_save_says_what_is_left_and_how_it_reads(signed_in, organism, alice):
    practice = make_practice(organism, description="", results="", reproduction="")
    client = signed_in(alice)
    shown = client.get(f"{practice.get_absolute_url()}ecrire/recit/")
    seen = shown.context["form"].seen

    answer = keep(client, practice, "recit", context=SHORT, description=LONG, seen=seen).json()
    again = keep(client, practice, "recit", context="Autre", description=LONG, seen=seen)

    practice.refresh_from_db()
    assert "Il reste 3\u00a0réponses, environ 8\u00a0minutes." in shown.content.decode()
    assert answer["progress"] == "Il reste 2\u00a0réponses, environ 4\u00a0minutes."
    assert answer["readability"].startswith("Lecture ")
    assert set(answer) == {"seen", "progress", "readability", "left"}
    assert (again.status_code, practice.context) == (409, SHORT.strip())


def test_all_that_is_asked_is_counted(organism):
    empty = GoodPractice.objects.create(
        reference="QH-P-2026-0900", slug="vide", organism=organism, title="T"
    )

    assert steps.sentence(make_practice(organism)) == "Toutes les réponses demandées sont là."
    assert len(steps.left(empty)) == 15
    assert steps.sentence(empty) == "Il reste 15\u00a0réponses, environ 23\u00a0minutes."


def test_each_text_has_its_example(signed_in, organism, alice):
    client, base = signed_in(alice), make_practice(organism).get_absolute_url()
    fields = {name for _, form in PARTS.values() for name in form.base_fields}
    written = {
        name
        for name in fields
        if GoodPractice._meta.get_field(name).get_internal_type() in ("TextField",)
    }

    page = client.get(f"{base}ecrire/recit/").content.decode()

    assert written - examples().keys() == set()
    assert examples().keys() - fields == {"alt", "rights"}
    assert page.count("La première visite s’est faite avec elle, sans note.") == 1
    assert page.count("<details") >= 8
    assert set(LABELS) >= written


def test_the_time_of_writing_leaves_absences_out(signed_in, organism, alice):
    client = signed_in(alice)
    with clock.at(datetime(2026, 11, 24, 9, 0)):
        client.post("/espace/pratiques/proposer/", {"title": "Halls notés", "once": new_key()})
        practice = GoodPractice.objects.get()
    for minute, second in ((2, 0), (4, 30), (40, 0), (41, 0)):
        with clock.at(datetime(2026, 11, 24, 9, minute, second)):
            keep(client, practice, "recit", context=f"À {minute}")

    practice.refresh_from_db()
    assert practice.writing_seconds == 120 + 150 + 60
    assert durations.sentence(practice) == "écrite en 6\u00a0minutes"
    assert durations.sentence(practice, datetime(2026, 11, 26, 9, tzinfo=clock.PARIS)) == (
        "écrite en 6\u00a0minutes, sur 3\u00a0jours"
    )
    assert durations.sentence(make_practice(organism)) == ""


def test_only_the_first_writing_is_timed(organism, alice, sonia):
    with clock.at(datetime(2026, 11, 24, 9, 0)):
        practice = make_practice(organism, written_at=clock.now(), writing_seconds=600)
    with clock.at(datetime(2026, 11, 24, 9, 3)):
        practice = fire(practice, "submit", alice)
    practice = fire(practice, "request_changes", sonia, **say())
    durations.count(practice)

    assert fire(practice, "submit", alice).writing_seconds == 780


def test_the_median_needs_ten_sheets(organism, alice):
    def write(count, minutes):
        for _ in range(count):
            fire(make_practice(organism, writing_seconds=minutes * 60), "submit", alice)

    write(9, 18)
    few = durations.median_minutes()
    make_practice(organism, writing_seconds=9000)
    write(1, 40)

    assert (few, durations.median_minutes()) == (None, 18)


def test_wrong_input_is_said_beside_its_field_and_kept(signed_in, organism, alice):
    client, practice = signed_in(alice), make_practice(organism, year_started=2020)
    values = {
        "title": "T" * 111,
        "year_started": "1815",
        "summary": "Deux phrases.",
        "once": new_key(),
    }
    base = f"{practice.get_absolute_url()}ecrire/"

    wrong = client.post(f"{base}identite/", values).content.decode()
    later = client.post(
        f"{base}publication/", {"management_agreement_on": "2027-01-01", "once": new_key()}
    )
    licence = client.post(f"{base}publication/", {"reuse_licence": "À moi", "once": new_key()})

    practice.refresh_from_db()
    assert "Écrivez une année entre 1990 et 2026." in wrong
    assert "Deux phrases." in wrong
    assert (later.status_code, licence.status_code) == (422, 422)
    assert "Cette date est à venir" in later.content.decode()
    assert (practice.year_started, practice.reuse_licence) == (2020, "CC BY 4.0")


def test_a_part_is_written_by_the_organism_alone(signed_in, organism, alice, bob, sonia):
    practice = make_practice(organism)
    factories.make_member(factories.make_organism())
    address = f"{practice.get_absolute_url()}ecrire/recit/"

    assert [signed_in(who).get(address).status_code for who in (alice, sonia, bob)] == [
        200,
        403,
        404,
    ]
    assert signed_in(alice).get(f"{practice.get_absolute_url()}ecrire/autre/").status_code == 404


def test_a_sitting_writes_one_line_whatever_it_fills(signed_in, organism, alice):
    """B8 of the review: eleven lines in two minutes hid what others did."""
    client, practice = signed_in(alice), make_practice(organism)
    with clock.at(datetime(2026, 11, 24, 9, 0)):
        for part, values in (
            ("recit", {"context": "Avant", "description": "Après", "reproduction": "Ainsi"}),
            ("resultats", {"results": "Mieux", "tenants_role": "Coauteurs"}),
        ):
            keep(client, practice, part, **values)
        client.post(
            f"{practice.get_absolute_url()}ecrire/recit/",
            {"context": "Avant, puis après", "once": new_key()},
        )
    with clock.at(datetime(2026, 11, 24, 9, 45)):
        keep(client, practice, "resultats", results="Bien mieux")

    lines = audit_log.entries_of(practice).filter(act="edit")
    assert [(line.sentence, line.at.astimezone(clock.PARIS).hour) for line in lines] == [
        ("Alice Arnaud a écrit la fiche.", 9),
        ("Alice Arnaud a écrit la fiche.", 9),
    ]
    practice.refresh_from_db()
    assert (practice.context, practice.results) == ("Avant, puis après", "Bien mieux")


def test_the_opening_page_says_how_many_parts_and_minutes(signed_in, organism, alice):
    client = signed_in(alice)
    page = client.get("/espace/pratiques/proposer/").content.decode()
    practice = make_practice(organism)
    tabs = client.get(f"{practice.get_absolute_url()}ecrire/recit/").context["parts"]

    assert f"{len(tabs)} parties, environ {steps.whole_minutes()} minutes" in page
    assert (len(tabs), steps.whole_minutes()) == (7, 23)


def test_criteria_are_ticked_under_their_theme(signed_in, organism, alice):
    client, practice = signed_in(alice), make_practice(organism, criteria=["T07.1"])
    address = f"{practice.get_absolute_url()}ecrire/classement/"
    text = client.get(address).content.decode()

    client.post(address, {"themes": ["T07"], "criteria": ["T07.1", "T02.1"], "once": new_key()})
    practice.refresh_from_db()

    tree = text[text.index('id="id_criteria_group"') : text.index('id="id_perimeters_group"')]
    assert tree.count("<label") == tree.count("<input") == tree.count('name="criteria"') > 20
    assert "<select" not in text
    assert (text.count('class="fold" open'), text.count("1\u00a0choisi<")) == (1, 1)
    assert practice.criteria == ["T07.1", "T02.1"]


def test_two_choices_of_themes_are_shown_side_by_side_in_words(signed_in, organism, alice):
    client, practice = signed_in(alice), make_practice(organism)
    address = f"{practice.get_absolute_url()}ecrire/classement/"
    seen = client.get(address).context["form"].seen
    keep(client, practice, "classement", themes=["T02"], seen=seen)

    late = client.post(
        address, {"themes": ["T07", "T03"], "criteria": ["T07.1"], "seen": seen, "once": new_key()}
    )
    mine, theirs = next(
        (a, b) for label, a, b in late.context["form"].two_texts if label == "Thèmes"
    )

    assert late.status_code == 409
    assert [line.partition(" ")[0] for line in mine.splitlines()] == ["T07", "T03"]
    assert theirs.startswith("T02 ")
