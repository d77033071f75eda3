"""Fixtures: two people of the Dircom, the référent, a page of text and a page of facts, a browser each."""

import json
import re
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from home.models import ContentPage
from home.review.baseline import ensure_published
from portal.models import Role
from tests.factories import make_user

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


@pytest.fixture
def cast(made_site):
    """diane and david (Dircom), sonia (référent): a browser each; `page` and `facts`."""
    home = made_site
    made = SimpleNamespace(
        home=home,
        diane_user=make_user("Diane", "Combes", roles=[Role.DIRCOM]),
        sonia_user=make_user("Sonia", "Vasseur", roles=[Role.REFERENT]),
    )
    made.diane, made.sonia = browser(made.diane_user), browser(made.sonia_user)
    made.page, made.facts = (
        home.add_child(instance=ContentPage(title=title, slug=slug, body=block(GOOD)))
        for title, slug in (("Une page", "une-page"), ("Le label", "les-faits"))
    )
    ensure_published()
    made.page.refresh_from_db()
    type(made.facts).objects.filter(pk=made.facts.pk).update(holds_facts=True)
    made.facts.refresh_from_db()
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
