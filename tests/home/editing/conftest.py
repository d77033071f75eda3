"""Fixtures: two people of the Dircom, the référent, a page of text and a page of facts, a browser each."""

import json
import re
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from home.models import ContentPage, HomePage
from home.review.seeds import ensure_published
from portal.core import clock
from portal.models import Role, User
from tests import worlds
from tests.factories import make_user
from tests.home.conftest import NOON

COMMENTS = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
GOOD = "<h2>Le label</h2><p>Un service vérifié sur place depuis 2016.</p>"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Desk(Client):
    """Somebody signed in, who edits pages as the CMS's form does; `follow=True` to read what it then shows."""

    def write(self, page, action="", *, body=GOOD, follow=False, **fields):
        """Post the edit form; `action` is publish, submit… or nothing, for a draft."""
        return self.post(*self.sent(page, action, body, fields), follow=follow)

    def sent(self, page, action, body, fields):
        sent = COMMENTS | {"title": page.title, "slug": page.slug, "intro": ""} | stream(body)
        sent |= {f"action-{action}": "on"} if action else {}
        return reverse("wagtailadmin_pages:edit", args=[page.pk]), sent | fields

    def act(self, page, action, comment="", *, follow=False):
        """A step of the workflow, as the reviewer's buttons post it."""
        state = type(page).objects.get(pk=page.pk).current_workflow_state.current_task_state
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
        return self.post(address, {"comment": comment}, follow=follow)


def stream(*texts, field="body"):
    """A stream of text blocks, as the browser posts it."""
    sent = {f"{field}-count": len(texts)}
    for n, html in enumerate(texts):
        sent |= {f"{field}-{n}-deleted": "", f"{field}-{n}-order": n, f"{field}-{n}-type": "text"}
        sent |= {f"{field}-{n}-id": "", f"{field}-{n}-value": draft(html)}
    return sent


def draft(html):
    """What the rich text editor posts for this HTML."""
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter  # noqa: PLC0415 -- slow

    features = ["h2", "h3", "bold", "ol", "ul", "link", "document-link", "hr"]
    return ContentstateConverter(features).from_database_format(html)


def browser(user):
    client = Desk()
    client.force_login(user, backend=BACKEND)
    session = client.session
    session["second_factor_passed"] = True
    session.save()
    return client


@pytest.fixture(scope="module")
def cast_of_module(site_of_module, django_db_setup, django_db_blocker):
    """Keys of the people, cookies of their browsers, keys of the pages: made once."""
    with clock.at(NOON), worlds.undone_at_the_end(django_db_blocker):
        diane = make_user("Diane", "Combes", roles=[Role.DIRCOM])
        sonia = make_user("Sonia", "Vasseur", roles=[Role.REFERENT])
        page, facts = (
            HomePage.objects.get().add_child(
                instance=ContentPage(title=title, slug=slug, body=block(GOOD))
            )
            for title, slug in (("Une page", "une-page"), ("Le label", "les-faits"))
        )
        ensure_published()
        ContentPage.objects.filter(pk=facts.pk).update(holds_facts=True)
        yield SimpleNamespace(
            people={"diane": diane.pk, "sonia": sonia.pk},
            cookies={"diane": browser(diane).cookies, "sonia": browser(sonia).cookies},
            pages={"page": page.pk, "facts": facts.pk},
        )


@pytest.fixture
def cast(cast_of_module, made_site):
    """diane and david (Dircom), sonia (référent): a browser each; `page` and `facts`; read anew."""
    made = SimpleNamespace(home=made_site)
    for name, key in cast_of_module.people.items():
        setattr(made, f"{name}_user", User.objects.get(pk=key))
        setattr(made, name, Desk())
        getattr(made, name).cookies = cast_of_module.cookies[name].copy()
    for name, key in cast_of_module.pages.items():
        setattr(made, name, ContentPage.objects.get(pk=key))
    return made


@pytest.fixture
def david(cast):
    """A second person at the Dircom: four eyes are possible."""
    cast.david_user = make_user("David", "Lenoir", roles=[Role.DIRCOM])
    return browser(cast.david_user)


def block(*texts):
    return json.dumps([{"type": "text", "value": text} for text in texts])


def text_of(page):
    """The words that are published, without the editor's paragraph keys."""
    source = "".join(one.value.source for one in ContentPage.objects.get(pk=page.pk).body)
    return re.sub(r' data-block-key="[^"]*"', "", source)


def said(response):
    """The messages and errors that the page shows, as text."""
    return response.content.decode().replace("&#x27;", "'")
