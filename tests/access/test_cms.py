"""Access of the Dircom to the CMS (BR-89): every address, linked or not, without anything of a dossier."""

from itertools import product

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.urls import URLPattern, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch
from wagtail.models import Page

from home.models import ContentPage
from labelling.path.dossiers.models import LabelDossier
from tests.access.secrets import canaries

pytestmark = pytest.mark.django_db
# What ends the visit; texts and drawings of Wagtail.
LEFT_OUT = ("logout", "usersessions", "jsi18n", "sprite")
SEARCHES = (
    "/cms/pages/search/?q=Valmeyre", "/cms/images/?q=Valmeyre", "/cms/documents/?q=Valmeyre",
    "/cms/choose-page/search/?q=Valmeyre", "/cms/images/chooser/?q=Valmeyre",
    "/cms/documents/chooser/?q=Valmeyre", "/cms/redirects/?q=Valmeyre",
    "/cms/reports/site-history/?export=csv", "/cms/reports/aging-pages/?export=xlsx",
    "/cms/api/main/pages/?search=Valmeyre", "/cms/api/main/images/", "/cms/api/main/documents/",
)  # fmt: skip


def patterns(found, namespace=""):
    for pattern in found:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern
        else:
            inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns(pattern.url_patterns, inside)


def values(world):
    """What an address may ask for: a page and what hangs from it, then a dossier under the same number."""
    page = ContentPage.objects.get(slug="contact")
    kind = ContentType.objects.get_for_model(LabelDossier)
    return {
        "pk": (page.pk, world.dossier.pk),
        "object_id": (page.pk, world.dossier.pk),
        "revision_id": (page.latest_revision_id,),
        "revision_id_a": ("earliest",),
        "revision_id_b": ("latest",),
        "app_label": ("labelling", "home"),
        "model_name": ("labeldossier", "contentpage"),
        "content_type_app_name": ("labelling", "home"),
        "content_type_model_name": ("labeldossier", "contentpage"),
        "content_type_id": (kind.pk,),
        "action": ("delete",),
        "action_name": ("approve",),
    }


def addresses(world):
    known = values(world)
    found = []
    for name, pattern in patterns(get_resolver().url_patterns):
        if not pattern.name or not name.startswith("wagtail") or "serve" in name:
            continue
        names = list(pattern.pattern.converters) or list(pattern.pattern.regex.groupindex)
        for chosen in product(*(known.get(one, known["pk"]) for one in names)):
            try:
                found.append(reverse(name, kwargs=dict(zip(names, chosen, strict=True))))
            except NoReverseMatch:
                break
    return [path for path in dict.fromkeys(found) if not any(word in path for word in LEFT_OUT)]


def searches():
    """The index is made by a migration: a database made without them answers no search."""
    has_index = "wagtailsearch_indexentry" in connection.introspection.table_names()
    has_index &= connection.vendor != "sqlite" or _sqlite_index()
    return SEARCHES if has_index else ()


def _sqlite_index():
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'wagtailsearch_indexentry_fts'")
        found = cursor.fetchone()
    return found is not None and "VIRTUAL" in found[0]


def test_no_address_of_the_cms_tells_the_dircom_anything_of_a_dossier(world, found):
    """BR-89: pages, reports, searches, choosers, usage, history, workflows, desks of the label."""
    every = (*addresses(world), *searches())
    opened = set()
    for path in every:
        answer = world.read("dircom", path)
        found.tell(canaries.leaks(world, "dircom", answer))
        found.tell([f"{answer.status_code} {path}"] if answer.status_code >= 500 else [])
        opened |= {path} if answer.status_code == 200 else set()

    found.end()
    assert len(every) > 150
    assert {p for p in opened if "/labelling/" in p and "/reports/" not in p} == set()
    assert {"/cms/redirects/", "/cms/images/", "/cms/documents/"} <= opened


def test_the_page_of_the_cms_that_breaks_on_purpose_is_no_page(world):
    assert world.ask("dircom", "/cms/failwhale/").status_code == 404


def test_no_post_to_the_cms_tells_or_changes_a_dossier(world):
    """BR-89: each address again, posted to; what pages lose is given back."""
    leaks = []
    before = LabelDossier.objects.order_by("pk").values_list("pk", "state", "version")
    rows = list(before)
    for path in addresses(world):
        with transaction.atomic():
            answer = world.ask("dircom", path, "post", data={"q": "Valmeyre"})
            transaction.set_rollback(True)
        leaks += canaries.leaks(world, "dircom", answer)

    assert leaks == [], leaks
    assert list(before.all()) == rows
    assert Page.objects.filter(slug="contact", live=True).exists()
