"""Page of personal data: equal to the retention register; unedited initial texts are updated."""

import re
from html import unescape

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from home.models import ContentPage, HomePage, PrivacyPage
from home.site import writing
from home.site.loading import ensure_site
from home.site.pages import PAGES
from portal.retention.durations import version
from portal.retention.registry import KEEPINGS
from tests.home.factories import cost
from tests.portal.retention.version_factories import approved, make_dpo, make_referent

pytestmark = pytest.mark.django_db
OLD_CONTACT = (
    "<h2>Le label</h2><p>Référent label, par courriel\u00a0: label@qualihlm.example. Réponse sous cinq "
    "jours ouvrés.</p><h2>Signaler un usage abusif</h2><p>Décrivez ce que vous avez vu, où et quand. Si "
    "une attestation vous a été montrée, donnez son numéro\u00a0: la page «\u00a0Vérifier\u00a0» vous répond "
    "aussi, à toute heure.</p><h2>Un problème avec votre logement</h2><p>Adressez-vous d’abord à votre "
    "bailleur\u00a0: le label ne traite pas les demandes individuelles.</p>"
)
OLD_LEAD = "Les pages publiques ne demandent aucune donnée et ne posent aucun traceur."
OLD_PRIVACY = (
    "<h2>Ce que le portail garde</h2><p>Pour les personnes qui ont un compte\u00a0: nom, adresse électronique, "
    "fonction, actes accomplis. Ces données servent à instruire les dossiers du label et à prouver qui a "
    "décidé quoi.</p><h2>Ce que l’annuaire publie</h2><p>Des organismes, jamais des personnes. Un auditeur "
    "n’y paraît qu’avec son accord.</p><h2>Vos droits</h2><p>Accès, rectification, effacement dans les "
    "limites de la loi\u00a0: écrivez à donnees@qualihlm.example. Vous pouvez aussi saisir la Cnil.</p>"
    "<h2>Témoins de connexion</h2><p>Un témoin de session pour les membres, un autre contre la "
    "falsification des formulaires. Rien d’autre, aucun service extérieur.</p>"
)
FORMS = ("/contact/ecrire/", "/signaler/", "/reclamation/")


def rows(text):
    """[[cell, …]] of the table, tags apart."""
    body = text.partition("<tbody>")[2].partition("</tbody>")[0]
    cells = [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in body.split("</tr>")
    ]
    clean = [[unescape(re.sub(r"<[^>]+>", " ", cell)).strip() for cell in row] for row in cells]
    return [[" ".join(cell.split()) for cell in row] for row in clean if row]


def links(client, path):
    """Those of the public forms that the page itself names, its footer apart."""
    main = client.get(path).content.decode().partition("<main")[2].partition("</main")[0]
    return [form for form in FORMS if f'href="{form}"' in main]


def page_of(slug):
    return Page.objects.get(slug=slug, depth=3).specific


def as_before(slug, intro=None, body=None):
    """The page as an earlier version wrote it: plain text, without a revision."""
    page = page_of(slug)
    Page.objects.filter(pk=page.pk).update(live_revision=None, latest_revision=None)
    page.revisions.all().delete()
    if isinstance(page, PrivacyPage):
        _as_plain_text(page)
    page = page_of(slug)
    page.intro, page.body = intro or page.intro, [("text", body)]
    page.save()


def _as_plain_text(page):
    kind = ContentType.objects.get_for_model(ContentPage)
    ContentPage(page_ptr_id=page.pk, intro=page.intro, body=page.body).save_base(raw=True)
    Page.objects.filter(pk=page.pk).update(content_type=kind)
    PrivacyPage.objects.filter(pk=page.pk)._raw_delete("default")


def test_the_page_says_of_each_thing_how_long_and_what_then(client, made_site):
    """BR-93: from the register that the worker reads; it cannot say otherwise than what is done."""
    text = client.get("/donnees-personnelles/").content.decode()
    found = rows(text)

    assert len(found) == len(version().periods) == len(KEEPINGS)
    assert found == [
        [" ".join(said.split()) for said in (f"{one.what} {one.holds}", one.shown, one.ending)]
        for one in (KEEPINGS[code] for code in version().periods)
    ]
    assert [
        found[0][0].split()[0],
        *found[0][1:],
    ] == ["Messages", "1 an après la réponse ou le classement", "effacement automatique"]
    assert "Version de démonstration" in text


def test_br_93_the_page_follows_at_once_the_durations_that_are_approved(client, made_site):
    """BR-93: read before and after, from the pages that are kept."""
    before = client.get("/donnees-personnelles/").text
    approved(make_referent(), make_dpo(), note="Approuvées ensemble.", mail={"active": "7m"})
    after = client.get("/donnees-personnelles/").text
    mine = next(row for row in rows(after) if row[0].startswith("Courriels"))

    assert ("Version de démonstration" in before, "Version de démonstration" in after) == (
        True, False,
    )  # fmt: skip
    assert (mine[1], "Approuvées ensemble." in after) == ("7 mois après l’envoi", True)


def test_the_durations_cost_no_statement(client, made_site):
    assert cost(client, "/donnees-personnelles/") <= cost(client, "/contact/") + 1


def test_a_site_of_before_gets_the_forms_and_the_durations(client, made_site):
    """Words that nobody has edited are those of today, as they would be on a new site; once."""
    as_before("contact", body=OLD_CONTACT)
    as_before("donnees-personnelles", OLD_LEAD, OLD_PRIVACY)
    before = links(client, "/contact/")
    ensure_site()
    contact, privacy = page_of("contact"), page_of("donnees-personnelles")
    revisions = contact.revisions.count()
    ensure_site()

    assert (before, links(client, "/contact/")) == ([], list(FORMS))
    assert isinstance(privacy, PrivacyPage)
    assert len(rows(client.get("/donnees-personnelles/").content.decode())) == len(KEEPINGS)
    said = {page["slug"]: page for page in PAGES}
    for page in (contact, privacy):
        assert page.intro == said[page.slug]["intro"]
        assert [(b.block_type, b.value.source) for b in page.body] == said[page.slug]["body"]
        assert (page.live_revision_id, page.has_unpublished_changes) == (
            page.latest_revision_id,
            False,
        )
    assert page_of("contact").revisions.count() == revisions == 1


@pytest.mark.parametrize("slug", ["contact", "donnees-personnelles"])
def test_an_edited_word_is_left_and_the_durations_come_below_it(slug, client, made_site):
    as_before(slug, "Un mot de la Dircom.", "<p>Écrit par nous.</p>")
    ensure_site()
    page, text = page_of(slug), client.get(f"/{slug}/").content.decode()

    assert (page.intro, [b.value.source for b in page.body]) == (
        "Un mot de la Dircom.",
        ["<p>Écrit par nous.</p>"],
    )
    assert "Écrit par nous." in text
    assert len(rows(text)) == (len(KEEPINGS) if slug == "donnees-personnelles" else 0)


def test_a_draft_is_somebody_s_work_and_keeps_the_page_as_it_is(made_site):
    as_before("contact", body=OLD_CONTACT)
    page = page_of("contact")
    page.title = "Contact et plan"
    page.save_revision()
    ensure_site()

    assert [b.value.source for b in page_of("contact").body] == [OLD_CONTACT]
    assert page_of("contact").get_latest_revision_as_object().title == "Contact et plan"


def test_the_words_of_today_are_not_among_those_that_give_way(made_site):
    """Else each update would write them again; the site has one home only."""
    found = [
        page["slug"]
        for page in PAGES
        if writing.fingerprint(page["intro"], page["body"]) in writing.FORMER.get(page["slug"], ())
    ]
    assert (found, HomePage.objects.count()) == ([], 1)
