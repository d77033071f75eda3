"""Pages of the section « Le label »: equal to the facts, the rules in force and the registers."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from home.models import LabelPage
from home.site import facts
from home.site.loading import ensure_site
from home.site.pages import STRUCTURE
from home.texts import typeset
from labelling.committee.models import CommitteeSeat, CommitteeSession
from labelling.parties.framework.binding import (
    current_committee_rules,
    current_framework,
    current_rules,
)
from labelling.parties.framework.models import LabelRulesVersion
from portal.core import clock
from tests.factories import make_user
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.markup import tidy

FOR_MACHINES = re.compile(r"<script type=.application/ld.json.>.*?</script>", re.DOTALL)
pytestmark = pytest.mark.django_db
ADDRESSES = [f"/{page['slug']}/" for _, page in STRUCTURE]


@pytest.fixture
def site(made_site):
    return made_site


def read(client, path):
    """(text without tags, number of queries) of a page that answers 200."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode(), len(queries)


def test_every_page_of_the_structure_answers_with_one_title_and_few_queries(client, site):
    found = {path: read(client, path) for path in (*ADDRESSES, "/le-label/cadre/", "/")}

    assert {path: text.count("<h1") for path, (text, _) in found.items()} == dict.fromkeys(found, 1)
    assert {path: cost for path, (_, cost) in found.items() if cost > 14} == {}
    assert [path for path, (text, _) in found.items() if 'name="description"' not in text] == []


def test_only_what_may_be_published_is_published(client, site):
    """The marks of the facts are obeyed on every page, and each thing that may be told is."""
    told = " ".join(strip_tags(read(client, path)[0]) for path in (*ADDRESSES, "/"))
    told = re.sub(r"\s+", " ", told).replace("&#x27;", "'")
    shelves = ("histoire", "particularites", "gouvernance", "parcours", "contexte")
    rows = [row for shelf in shelves for row in facts.everything()[shelf]]
    kept = [r["id"] for r in rows if r["usage"] != "publiable" and typeset(r["texte"]) in told]
    untold = [
        r["id"]
        for shelf in shelves[:4]
        for r in facts.published(shelf)
        if re.sub(r"\s+", " ", typeset(r["texte"])) not in told
    ]

    assert kept == []
    assert untold == []
    assert {row["usage"] for row in rows} == {"publiable", "a_valider", "interne"}


def test_no_text_of_ours_says_what_must_not_be_written():
    """« a_ne_pas_ecrire »: no certification, no number of seats, no organism outside of the list."""
    files = [*Path(settings.BASE_DIR, "home", "first").glob("*.py")]
    text = " ".join(path.read_text(encoding="utf-8").lower() for path in files)

    assert [w for w in ("certifi", "quorum", "tarif", "refusé", "suspendu") if w in text] == []


def test_every_figure_of_the_history_has_its_date(client, site):
    text = strip_tags(read(client, "/le-label/")[0])

    assert "Fin 2022, environ 566" in text
    assert "83\u00a0%" not in text or "En 2012" in text
    assert "25 janvier 2016" in text


def test_the_path_is_the_plan_of_the_rules_in_force(client, site):
    text = read(client, "/le-parcours/")[0]
    rules = current_rules()
    labels = [stage.label for stage in rules.plan]

    assert [label for label in labels if label not in text] == []
    heard = sum(stage.needs_tenants for stage in rules.plan)
    assert (text.count("associés et preuve demandée"), heard > 0) == (heard, True)
    assert text.count(">informés<") == len(rules.plan) - heard
    assert "Version de démonstration" in text
    assert rules.code in text


def test_the_path_follows_the_day_of_the_rules(client, site):
    """Before the first version nothing is drawn, and nothing breaks."""
    first = LabelRulesVersion.objects.order_by("effective_from").first()
    with clock.at(clock.parse("2015-06-01")):
        assert first.effective_from > clock.today()
        assert "Aucun règlement publié" in read(client, "/le-parcours/")[0]
        assert "Aucun cadre publié" in read(client, "/le-label/cadre/")[0]
        assert client.get("/le-label/cadre/t01/").status_code == 404


def test_the_framework_is_browsed_theme_by_theme_under_its_banner(client, site):
    framework = current_framework()
    themes = list(framework.themes.all())
    index, cost = read(client, "/le-label/cadre/")
    text, cost_of_one = read(client, f"/le-label/cadre/{themes[0].code.lower()}/")

    assert [t.title for t in themes if t.title not in index] == []
    assert [c.title for c in themes[0].criteria.all() if c.title not in text] == []
    assert "Version de démonstration" in index
    assert "Version de démonstration" in text
    assert themes[1].title in text
    assert (cost, cost_of_one) == (4, 4)  # the frame, the charter, the versions of the cadre
    assert client.get("/le-label/cadre/t99/").status_code == 404


def test_the_colleges_are_told_without_name_nor_number(client, site):
    for n, (label, college) in enumerate(
        [
            ("Organisation nationale de locataires, siège 1", "Locataires"),
            ("Organisation nationale de locataires, siège 2", "Locataires"),
            ("Ministère chargé du logement", "Pouvoirs publics"),
            ("Siège supprimé", "Pouvoirs publics"),
        ]
    ):
        seat = CommitteeSeat.objects.create(code=f"S{n}", label=label, college=college, order=n)
        seat.holders.create(user=make_user("Rosa", f"Secret{n}"), rank="full")
    CommitteeSeat.objects.filter(label="Siège supprimé").update(is_active=False)
    CommitteeSession.objects.create(
        reference="QH-S-2026-0009",
        rules=current_committee_rules(),
        held_on=clock.today() + timedelta(days=9),
        starts_at="14:00",
        place="Salle confidentielle",
        state="convened",
    )
    text = read(client, "/la-gouvernance/")[0]

    assert text.count("Organisation nationale de locataires") == 1
    assert "Organisation nationale de locataires, plusieurs sièges" in text
    assert "siège 1" not in text
    assert "Ministère chargé du logement" in text
    assert "3\u00a0décembre 2026" in text
    hidden = ("Siège supprimé", "Secret", "Salle confidentielle", "QH-S-2026")
    assert [word for word in hidden if word in text] == []


def test_br45_auditors_appear_by_region_with_their_consent_alone(client, site):
    for name, fields, state in (
        ("Ada", {"is_public": True, "regions": ["84", "11"]}, "active"),
        ("Bea", {"is_public": True, "regions": ["53"]}, "active"),
        ("Cléo", {"is_public": False}, "active"),
        ("Dan", {"is_public": True}, "suspended"),
    ):
        make_accreditation(make_auditor(name, f"Nom-{name}", **fields), state=state)
    everybody, one_cost = read(client, "/les-auditeurs/")
    brittany = read(client, "/les-auditeurs/?region=53")[0]
    nonsense = read(client, "/les-auditeurs/?region=zz&page=99")[0]
    for n in range(40):
        make_accreditation(
            make_auditor("Eve", f"Nom-{n:03}", is_public=True, regions=["84"]), state="active"
        )

    def shown(text):
        return [name for name in ("Ada", "Bea", "Cléo", "Dan") if f"Nom-{name}" in text]

    assert shown(everybody) == ["Ada", "Bea"]
    assert shown(brittany) == ["Bea"]
    assert shown(nonsense) == ["Ada", "Bea"]
    many, many_cost = read(client, "/les-auditeurs/")
    assert many_cost == one_cost
    assert "42\u00a0auditeurs agréés" in many
    assert "@" not in strip_tags(FOR_MACHINES.sub("", many))
    assert 'aria-current="page"' in many


def test_the_bar_holds_eight_entries_at_most_and_marks_the_current_section(client, site):
    text = tidy(read(client, "/le-parcours/")[0])
    bar = re.search(r'<nav class="nav".*?</nav>', text, re.DOTALL)[0]

    assert bar.count("<li>") <= 8  # the members’ door too: one line at 1280 px (tests/e2e)
    assert '<a href="/le-label/" aria-current="page">' in bar
    assert '<a href="/le-parcours/" aria-current="page">Le parcours</a>' in text


def test_making_the_site_again_gives_back_nothing_that_editors_removed(site):
    page = LabelPage.objects.get()
    page.title, page.history = "Notre label", []
    page.save()
    ensure_site()

    page = LabelPage.objects.get()
    assert (page.title, len(page.history)) == ("Notre label", 0)


def test_a_page_that_the_menus_name_keeps_its_place(site, signed_in, dircom):
    client, page = signed_in(dircom), LabelPage.objects.get()
    answer = client.post(f"/cms/pages/{page.pk}/unpublish/", follow=True)

    assert LabelPage.objects.get().live
    assert "citée par les menus du site" in answer.content.decode()
