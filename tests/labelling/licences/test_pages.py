"""Pages and tasks of licences, for each persona."""

from datetime import date, datetime

import pytest

from labelling.title.licences.models import BrandLicence
from labelling.title.proofs import actions
from portal.core import clock
from portal.scenario.files import document
from portal.web import worklist
from tests.factories import make_dossier, make_member, make_organism
from tests.labelling.labels.factories import make_label
from tests.labelling.licences.factories import ensure_charter, make_licence

pytestmark = pytest.mark.django_db
REASON = "La Dircom a vu le logo sur une résidence hors du périmètre du label, le 3 novembre."
QUERIES = 9


def tasks(user):
    return {
        name: [
            (task.title, task.hand)
            for task in rows
            if "/licences/" in task.url or "/bat/" in task.url
        ]
        for name, rows in worklist.lists(user).items()
    }


def test_the_list_costs_the_same_for_one_and_for_many_and_late_removals_come_first(
    organism, alice, dircom, signed_in, django_assert_num_queries
):
    make_licence(organism, by=alice)
    page = signed_in(dircom)
    page.get("/espace/licences/")
    with django_assert_num_queries(QUERIES):
        page.get("/espace/licences/")
    for n in range(4):
        make_licence(make_organism(f"Autre {n}"), by=alice)
    late = make_licence(make_organism("Zone en retard"), state="ending", by=alice)
    BrandLicence.objects.filter(pk=late.pk).update(
        digital_due_on=date(2026, 11, 2), due_on=date(2026, 11, 2)
    )
    make_licence(make_organism("Avant"), state="ending", by=alice)
    with django_assert_num_queries(QUERIES):
        many = page.get("/espace/licences/")
    filtered = page.get("/espace/licences/?etat=ending&variante=labelled&q=zone")

    rows = many.context["rows"]
    assert [row["licence"].organism.name for row in rows][:2] == ["Zone en retard", "Avant"]
    assert [bool(row["right"]) for row in rows] == [False, False] + [True] * 5
    assert [row["licence"] for row in filtered.context["rows"]] == [late]


def test_each_one_lists_their_own(organism, alice, bob, sonia, signed_in):
    licence = make_licence(organism, by=alice)
    make_licence(bob.memberships.get().organism, by=bob)

    assert [r["licence"] for r in signed_in(alice).get("/espace/licences/").context["rows"]] == [
        licence
    ]
    assert len(signed_in(sonia).get("/espace/licences/").context["rows"]) == 2


def test_the_page_says_what_may_be_used_today_and_why_not(organism, alice, signed_in):
    label = make_label(organism)
    licence = make_licence(label=label, by=alice)
    page = signed_in(alice)
    held = page.get(licence.get_absolute_url())
    type(label).objects.filter(pk=label.pk).update(state="suspended")
    stopped = page.get(licence.get_absolute_url())

    assert held.context["answer"]["title"] == "Usage permis aujourd’hui"
    assert "jusqu’au 31\u00a0décembre 2027" in held.context["answer"]["text"]
    assert stopped.context["answer"]["title"] == "Usage non permis aujourd’hui"


def test_br89_the_dircom_reads_the_status_of_the_label_and_no_link_to_its_dossier(
    organism, alice, dircom, signed_in
):
    label = make_label(organism)
    licence = make_licence(label=label, by=alice)
    text = signed_in(dircom).get(licence.get_absolute_url()).content.decode()

    assert "En vigueur" in text
    assert label.dossier.reference not in text
    for part in ("/espace/dossiers/", "/espace/audits/", "/espace/comite/", "/espace/labels/"):
        assert part not in text


def test_the_three_lists_of_each_persona(organism, alice, chloe, dircom, sonia, carla, bob):
    ensure_charter()
    make_licence(label=make_label(organism), state="eligible")
    leaving = make_licence(
        variant="engaged",
        dossier=make_dossier(organism, state="refused"),
        state="ending",
        by=alice,
    )
    BrandLicence.objects.filter(pk=leaving.pk).update(digital_due_on=date(2026, 11, 2))
    accused = make_licence(make_organism("Autre Habitat"), by=bob)
    member = make_member(accused.organism)
    accused = accused.workflow.fire(accused, "propose_revocation", by=dircom, reason=REASON)
    actions.submit(accused, by=member, title="Affiche", support="print", file=document("A", "B"))

    title = "Retrait non déclaré par Valmeyre Habitat"
    late = (title, "l’organisme")
    proof = "Bon à tirer d’Autre Habitat"
    revocation = "Révocation de la licence d’Autre Habitat"
    removal = ("Retrait de la marque", "vous")
    accept = "Licence de marque à accepter"
    signs = "la personne signataire de l’organisme"
    assert tasks(alice) == {"do": [removal, (accept, "vous")], "wait": [], "watch": []}
    assert tasks(chloe) == {"do": [removal], "wait": [(accept, signs)], "watch": []}
    assert tasks(member) == {
        "do": [("Révocation proposée", "vous")],
        "wait": [("Bon à tirer à relire", "la Dircom")],
        "watch": [],
    }
    assert tasks(dircom) == {"do": [(proof, "vous"), (title, "vous")], "wait": [], "watch": []}
    assert tasks(sonia) == {"do": [], "wait": [], "watch": [late]}
    assert tasks(carla) == {"do": [], "wait": [], "watch": [(revocation, "l’organisme")]}
    assert tasks(bob) == {"do": [], "wait": [], "watch": []}
    with clock.at(datetime(2026, 12, 28, 9)):
        assert tasks(carla)["do"] == [(revocation, "vous")]
        assert tasks(sonia)["watch"] == [(f"{proof}, sans réponse", "la Dircom"), late]


def test_the_chair_opens_only_what_is_theirs_to_decide_and_still_sees_it_after(
    organism, alice, dircom, carla, signed_in
):
    licence = make_licence(organism, by=alice)
    page = signed_in(carla)
    before = page.get(licence.get_absolute_url()).status_code
    accused = licence.workflow.fire(licence, "propose_revocation", by=dircom, reason=REASON)
    during = page.get(licence.get_absolute_url())
    dropped = page.post(
        f"{licence.get_absolute_url()}abandonner-la-revocation/",
        {"reason": REASON, "version": accused.version},
        follow=True,
    )

    assert (before, during.status_code, dropped.status_code) == (404, 200, 200)
    shown = {key: [o.transition.name for o in during.context[key]] for key in ("offers", "rare")}
    assert shown == {"offers": ["revoke"], "rare": ["drop_revocation"]}
    assert during.context["hand"] == "l’organisme"


def test_nothing_pushes_the_dircom_to_revoke_and_what_is_done_is_no_longer_proposed(
    organism, alice, dircom, signed_in
):
    licence = make_licence(organism, by=alice)
    calm = signed_in(dircom).get(licence.get_absolute_url()).context
    licence.workflow.fire(licence, "propose_revocation", by=dircom, reason=REASON)
    accused = signed_in(dircom).get(licence.get_absolute_url()).context

    names = [
        [[o.transition.name for o in page[key]] for key in ("offers", "rare")]
        for page in (calm, accused)
    ]
    assert names == [[[], ["propose_revocation"]], [[], ["drop_revocation"]]]


def test_a_mark_removed_during_a_suspension_asks_nothing_more_of_the_organism(organism, alice):
    """The label stays suspended: the committee holds the ball, on the page and on the home."""
    ensure_charter()
    licence = make_licence(
        label=make_label(organism, state="suspended"), state="suspended", by=alice
    )
    day = date(2026, 11, 2)
    BrandLicence.objects.filter(pk=licence.pk).update(digital_removed_on=day, print_removed_on=day)

    assert BrandLicence.objects.get().hand == "le comité de labellisation"
    assert ("Retrait de la marque déclaré", "le comité de labellisation") in tasks(alice)["wait"]
