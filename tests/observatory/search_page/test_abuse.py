"""Hostile requests to the search (G12): 200, 400 or 404, and never a private practice."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from observatory.practices.models import GoodPractice
from observatory.search.facets import FACETS
from tests.observatory.factories import make_practice
from tests.observatory.search_page.conftest import CANARY

pytestmark = pytest.mark.django_db
OUTPUTS = ("list", "suggestions", "list_rss", "list_atom", "list_csv")
ALL = "&".join(f"{name}=T07&{name}=oui&{name}=OPH&{name}=2023" for name in FACETS)
CORPUS = (
    "inconnue=1&__class__=1&facette[]=2",
    "&".join(["theme=T07"] * 500),
    *(f"page={page}" for page in ("-1", "0", "9" * 20, "1e9", "%00", "٣", "1.5", "")),
    "page=501&tri=recent",
    "q=%00&theme=%00&mot=%00",
    "q=%ED%A0%80&mot=%ED%BF%BF&theme=%FF",
    f"q={'a' * 10_240}",
    f"mot={'a' * 10_240}&fiche={'a' * 10_240}",
    f"q={'*' * 200}",
    f"q={'?%' * 66}",
    "q=" + quote("« hall \" ( [ { ' ” “"),
    f"q={quote('AND OR NOT ' * 15)}",
    f"q={quote('NEAR(hall notes, 2) OR title:hall AND -hall ^hall')}",
    "q=" + quote(r"(a+)+$ [^x]*? (?=x) \1 .{1,9999} | ^$"),
    "tri=password",
    "tri=-organisme__users__password",
    "titre__regex=(a%2B)%2B%24&organism__users__password__startswith=p&state=draft",
    "theme__in=T07&pk__gt=0&q__regex=.",
    f"q={quote('🏠🏡👨‍👩‍👧 🇫🇷')}&mot={quote('🏠')}",
    f"q={quote('‮hall‬ ‏שלום‎ مرحبا')}",
    ALL,
    f"q=hall&{ALL}&tri=reprises&page=2",
    f"q={quote('hall; DROP TABLE x; -- <script>alert(1)</script>')}",
    "fiche=aucune&fiche=%00&fiche=../../etc/passwd",
)


@pytest.mark.parametrize("name", OUTPUTS)
def test_what_is_sent_to_harm_is_answered_calmly(name, client, hidden, shown):
    address = reverse(f"observatory:{name}")
    answers = [client.get(f"{address}?{query}") for query in CORPUS]

    assert {one.status_code for one in answers} <= {200, 400, 404}
    assert [one for one in answers if f"La {CANARY}" in one.content.decode()] == []
    totals = {one.context["total"] for one in answers if one.context and "total" in one.context}
    assert totals <= {0, 1}


def texts(client, client_of_somebody):
    """Every public output that could tell a sheet, as {where: text}."""
    asked = [f"{reverse(f'observatory:{name}')}?q={CANARY}" for name in OUTPUTS]
    asked += [f"{reverse('observatory:list')}?mot={CANARY}", f"/recherche/?q={CANARY}"]
    asked += [reverse(f"observatory:{name}") for name in OUTPUTS]
    asked += [f"/observatoire/suggestions.json?q={CANARY[:4]}", reverse("home:sitemap", args=[1])]
    fiches = "&".join(f"fiche={row.slug}" for row in GoodPractice.objects.all())
    asked += [f"/observatoire/selection.csv?{fiches}"]
    return {
        (url, who): one.get(url).content.decode()
        for url in asked
        for who, one in (("stranger", client), ("member", client_of_somebody))
    }


def test_a_sheet_that_is_not_public_is_in_no_output(client, signed_in, alice, hidden, shown):
    """G05: results, counts, facets, suggestions, feeds, files and site search, even to its own author."""
    found = texts(client, signed_in(alice))
    pages = [client.get(f"{reverse('observatory:list')}?q={CANARY}").context]
    every = client.get(reverse("observatory:list")).context

    assert [key for key, text in found.items() if f"La {CANARY}" in text] == []
    assert [page["total"] for page in pages] == [0]
    assert every["total"] == 1
    assert {row["value"] for g in every["facets"] for row in g["shown"] if g["name"] == "mot"} == {
        "halls"
    }
    assert client.get("/observatoire/suggestions.json?q=zanz").json() == {"rows": []}


def test_a_sheet_withdrawn_leaves_every_output_at_once(client, organism, shown):
    """G05: no second for a withdrawal, whatever an index still holds."""
    other = make_practice(organism, "published", title="Noter les halls encore")
    client.get(f"/observatoire/{other.slug}/")
    GoodPractice.objects.filter(pk=shown.pk).update(state="withdrawn")  # behind the index's back

    page = client.get("/observatoire/?q=halls")

    assert [row["practice"].pk for row in page.context["rows"]] == [other.pk]
    assert page.context["total"] == 1
    for name in ("list_rss", "list_atom", "list_csv", "suggestions"):
        text = client.get(f"{reverse(f'observatory:{name}')}?q=vis").content.decode()
        assert shown.title not in text
    assert shown.title not in client.get(f"/observatoire/{other.slug}/").content.decode()
