"""Law of the public addresses: each is counted, or says why it is not; what the site map lists is counted, and told."""

import pytest
from django.conf import settings
from django.urls import get_resolver, resolve
from django.urls.resolvers import URLResolver
from wagtail.models import Page, PageViewRestriction

from home import robots
from home.page_views.registry import COUNTED, described
from home.site_map import tree
from observatory.collections.models import Collection
from observatory.trophies.models import TrophyEdition
from portal.core import clock
from portal.page_views.registry import counted_names
from tests.factories import make_organism, make_user
from tests.home.factories import make_event, make_news
from tests.labelling.labels.factories import make_label
from tests.observatory.factories import make_practice

FILE = "a file, or the data of a page"
TOKEN = "its address bears a secret, or names one person's affair"
ACCOUNT = "accounts and the way in"
ANSWER = "the answer to a form: the page that sent it is counted"
MACHINE = "read by programs"
NOT_COUNTED = {
    ACCOUNT: "cms_door cms_way_out page_door account_login account_logout account_inactive mfa_authenticate "
    "mfa_login_webauthn account_reset_password account_reset_password_done account_reset_password_from_key "
    "account_reset_password_from_key_done accounts:invitation wagtailcore_login",
    TOKEN: "accounts:invitation_link calendar_feed_read messages_stop labelling:request_follow labelling:verify "
    "labelling:admission_confirm labelling:admission_specify observatory:alert_stop home:registration_cancel "
    "labelling:tenant_link labelling:tenant_code labelling:tenant_word labelling:tenant_remark "
    "labelling:tenant_file labelling:tenant_insist labelling:tenant_take_back labelling:tenant_leave "
    "labelling:tenant_mailbox labelling:tenant_mailbox_link labelling:tenant_all labelling:tenant_one "
    "labelling:tenant_minutes "
    "labelling:team_code labelling:team_answer labelling:team_thanks "
    "home:opinion home:alert_confirm home:alert_stop home:letter_confirm home:letter_stop home:search",
    ANSWER: "labelling:candidate_asked labelling:request_sent home:registration_create home:registration_received "
    "home:alert_asked home:letter_asked",
    MACHINE: "health_live health_ready api:openapi-json api:docs api:labels api:organisms api:public_figures "
    "api:report api:api-root labelling:directory_json labelling:directory_suggestions labelling:directory_geojson "
    "labelling:directory_schema observatory:suggestions observatory:list_rss observatory:list_atom home:robots "
    "home:sitemap_index home:sitemap home:news_rss home:topic_rss home:news_atom home:topic_atom home:directory_rss "
    "labelling:badge labelling:badge_picture",
    FILE: "labelling:directory_csv labelling:directory_figures_csv labelling:organism_picture "
    "labelling:charter_stylesheet labelling:charter_sample labelling:charter_drawing labelling:kit_preview "
    "labelling:framework_file "
    "labelling:kit_specimen labelling:kit_file labelling:published_report_csv labelling:published_report_file "
    "observatory:selection_csv observatory:list_csv observatory:list_pdf observatory:practice_cover "
    "observatory:practice_card observatory:practice_pdf observatory:practice_piece "
    "observatory:practice_piece_page home:rendition home:press_series_svg home:press_series_csv home:agenda_ics "
    "home:event_ics wagtaildocs_serve",
    "a former version of what is counted": "labelling:published_report_version",
    "a sheet of one place: how often it is scanned is nobody’s to know": "labelling:promise",
    "pages of the members’ space": "labelling:framework_list labelling:framework_detail",
}  # fmt: skip
LEFT = {name for names in NOT_COUNTED.values() for name in names.split()}


def open_names(resolver, space=""):
    """Names of the URLs that ask for no account."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from open_names(one, inner)
        elif not getattr(one.callback, "login_required", True):
            yield f"{space}{one.name}"


def test_each_public_address_is_counted_or_says_why_it_is_not():
    found = {one for one in open_names(get_resolver()) if not one.startswith("wagtailadmin")}

    assert sorted(found - COUNTED - LEFT) == []
    assert sorted((COUNTED | LEFT) - found) == []
    assert sorted(COUNTED & LEFT) == []
    assert counted_names() == COUNTED


def told(*paths):
    """{path: (section, title)} of what is known of these addresses."""
    found = {}
    for path in paths:
        found |= described(resolve(path).view_name, {path})
    return found


@pytest.mark.django_db
def test_whatever_the_site_map_lists_is_told_and_what_is_closed_is_not(made_site):
    make_label(make_organism("Valmeyre Habitat", slug="valmeyre"))
    gone = make_label(make_organism("Retirée", slug="retiree"), state="withdrawn").organism
    practice = make_practice(make_organism(), "published", title="Visiter les halls")
    closed = make_news("Entre nous")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    draft = make_event(slug="brouillon", live=False)
    paths = [one.removeprefix(settings.PORTAL_ADDRESS) for one, _ in robots.addresses()]
    found = told(*paths, "/je-candidate/")

    assert [path for path in paths if path not in found] == []
    assert [found[path] for path in ("/", "/le-label/", practice.get_public_url())] == [
        ("front", Page.objects.get(depth=2).title),
        ("label", Page.objects.get(slug="le-label").title),
        ("practices", "Visiter les halls"),
    ]
    assert found["/annuaire/valmeyre/"] == ("directory", "Valmeyre Habitat")
    assert found["/partenaires/regions/bretagne/"] == ("news", "Le label en région\u00a0: Bretagne")
    shut = (f"/annuaire/{gone.slug}/", *(tree.address(one.url_path) for one in (closed, draft)))
    assert told(*shut, "/observatoire/aucune/", "/annuaire/personne/", "/nulle-part/") == {}


@pytest.mark.django_db
def test_what_the_site_map_does_not_list_is_told_too():
    by = make_user("Sonia")
    Collection.objects.create(title="Par où commencer", slug="debut", owner=by, state="public")
    today = clock.today()
    days = {"opens_on": today, "closes_on": today}
    TrophyEdition.objects.create(year=2025, state="published", **days)
    TrophyEdition.objects.create(year=2026, state="voting", **days)

    assert told("/observatoire/trophees/2025/", "/observatoire/trophees/2026/") == {
        "/observatoire/trophees/2025/": ("practices", "Trophées 2025")
    }
    assert told("/le-label/cadre/t99/", "/lettre/2019-01/", "/bilans/2019/") == {}
    assert told("/observatoire/selections/debut/") == {}  # nothing is in it yet
