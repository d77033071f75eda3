"""CMS editor as the Dircom uses it: preview, history, comparison, comments, locks, redirects, menu."""

import json
import re

from bs4 import BeautifulSoup
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from home.models import AccessibilityPage, ContentPage, EditorialEntry, LabelPage
from home.review import guards
from home.review_desk import desk
from portal.notifications import outbox
from tests.home.editing.conftest import GOOD, said, text_of

NEW = "<h2>Le label</h2><p>Une version nouvelle.</p>"
THIRD = "<h2>Le label</h2><p>Un texte encore autre.</p>"


def test_a_draft_is_previewed_in_its_frame_under_the_policy_of_the_site(cast):
    """The panel loads it in a frame of the CMS; elsewhere no page of ours is framed."""
    cast.diane.write(cast.page, body=NEW)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[cast.page.pk])
    _edit, sent = cast.diane.sent(cast.page, "", NEW, {})

    ready = cast.diane.post(address, sent).json()
    frame = cast.diane.get(f"{address}?in_preview_panel=true")
    draft = cast.diane.get(reverse("wagtailadmin_pages:view_draft", args=[cast.page.pk]))

    assert ready == {"is_valid": True, "is_available": True}
    assert "Une version nouvelle." in said(frame)
    assert "Une version nouvelle." in said(draft)
    assert frame["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in frame["Content-Security-Policy"]
    assert "Une version nouvelle." not in said(Client().get("/une-page/"))


def test_history_and_comparison_say_who_changed_what(cast):
    cast.diane.write(cast.page, "publish", body=NEW)
    cast.diane.write(cast.page, body=GOOD)

    history = cast.diane.get(reverse("wagtailadmin_pages:history", args=[cast.page.pk]))
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[cast.page.pk, "live", "latest"])

    assert "Diane Combes" in said(history)
    assert "Une version nouvelle." in re.sub(r"<[^>]+>", "", said(cast.diane.get(compare)))


def test_two_editors_do_not_overwrite_each_other_in_silence(cast, david):
    """Both began from the same version: the second is told, keeps what was typed, and decides."""
    began = shown_version(cast.diane, cast.page)
    david.write(cast.page, "publish", body=NEW, **shown_version(david, cast.page))
    told = said(cast.diane.write(cast.page, "publish", body=THIRD, **began))
    address, sent = cast.diane.sent(cast.page, "", THIRD, versions(told))
    quietly = cast.diane.post(address, sent, headers={"Accept": "application/json"})
    before = text_of(cast.page)
    cast.diane.write(cast.page, "publish", body=THIRD, **versions(told))

    assert "David Lenoir a enregistré une autre version" in told
    assert "Un texte encore autre." in told
    assert "Une version nouvelle." in before
    assert (
        quietly.json()["error_code"] == "invalid_revision"
    )  # the button decides, not the autosave
    assert "Un texte encore autre." in text_of(cast.page)
    history = said(cast.diane.get(reverse("wagtailadmin_pages:history", args=[cast.page.pk])))
    assert "David Lenoir" in history


def test_who_writes_alone_is_never_said_to_be_overtaken(cast):
    """By an autosave that the button did not wait for, nor by another window of theirs."""
    began = shown_version(cast.diane, cast.page)
    cast.diane.write(cast.page, body=NEW)

    assert cast.diane.write(cast.page, "publish", body=THIRD, **began).status_code == 302
    assert "Un texte encore autre." in text_of(cast.page)


def shown_version(client, page):
    """The fields that say which version the form has shown."""
    return versions(said(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))))


def versions(html):
    names = ("loaded_revision_id", "loaded_revision_created_at", "known_version")
    form = BeautifulSoup(html, "html.parser").find("form", id="page-edit-form")
    return {name: form.find(attrs={"name": name}).get("value", "") for name in names}


def test_a_comment_is_kept_and_its_follower_is_written_to_by_the_outbox(cast, david):
    cast.diane.get(reverse("wagtailadmin_pages:edit", args=[cast.page.pk]))
    cast.diane.write(cast.page, comment_notifications="on")
    comment = {"comments-TOTAL_FORMS": 1, "comments-0-text": "Citez la source."}
    comment |= {"comments-0-contentpath": "intro", "comments-0-position": ""}
    comment |= {"comments-0-replies-TOTAL_FORMS": 0, "comments-0-replies-INITIAL_FORMS": 0}
    david.write(cast.page, **comment)
    outbox.deliver_due()

    assert [c.text for c in cast.page.wagtail_admin_comments.all()] == ["Citez la source."]
    assert [(m.to, m.subject) for m in mail.outbox] == [
        ([cast.diane_user.email], "Une page : des commentaires")
    ]
    assert "Nouveau\u00a0: Citez la source." in mail.outbox[0].body


def test_the_address_and_the_end_of_a_kept_page_are_locked(cast):
    """BR-90: shown as locked, and what is posted for them is not read."""
    page = ContentPage.objects.get(slug="contact")
    screen = cast.diane.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    page.slug = "ailleurs"
    cast.diane.write(page, "publish", expire_at="2099-01-01 10:00", title="Nous écrire")

    page.refresh_from_db()
    assert (page.title, page.slug, page.expire_at) == ("Nous écrire", "contact", None)
    field = re.search(r'<input[^>]*name="slug"[^>]*>', said(screen)).group()
    assert "disabled" in field
    assert "l’adresse de cette page est citée ailleurs" in said(screen)


def test_dates_that_were_read_stay_until_the_referent_unlocks_them(cast, monkeypatch):
    monkeypatch.setattr(AccessibilityPage, "fact_fields", ("declared_on",))
    page = AccessibilityPage.objects.get()
    facts = {"conformity": "none", "contact": "acces@exemple.fr", "slug": "accessibilite"}
    desk = reverse("home:facts_page", args=["accueil/accessibilite"])
    cast.diane.post(desk, {"act": "marked"})
    refused = EditorialEntry.objects.count()
    cast.sonia.post(desk, {"act": "marked"})

    def submit(day):
        page.refresh_from_db()
        cast.diane.write(page, "submit", declared_on=day, **facts)
        cast.diane.act(page, "approve")
        cast.sonia.act(page, "approve")
        return AccessibilityPage.objects.get().declared_on.isoformat()

    first, locked = submit("2026-10-01"), submit("2026-10-02")
    screen = cast.sonia.get(desk)
    cast.sonia.post(desk, {"act": "unlocked", "reason": "Nouvel audit."})
    again = cast.sonia.post(desk, {"act": "unlocked"}).status_code
    after = submit("2026-10-03")

    assert (refused, again) == (0, 409)
    assert (first, locked, after) == ("2026-10-01", "2026-10-01", "2026-10-03")
    assert "Déverrouiller les dates et les chiffres" in said(screen)
    kinds = list(EditorialEntry.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["marked", "read", "read", "unlocked", "read"]


def test_the_pages_of_the_label_hold_facts_and_their_dated_history_is_locked_once_read(cast):
    """Blocks keep what was typed: the change is refused in words, not dropped in silence."""
    page = LabelPage.objects.get()
    kind = EditorialEntry.Kind.READ
    EditorialEntry.objects.create(page=page, kind=kind, by=cast.sonia_user)
    event = {"deleted": "", "order": "0", "type": "event", "id": "", "value-source": ""}
    event |= {
        "value-date": "1903",
        "value-title": "Bien trop vite",
        "value-text": "Une date fausse.",
    }
    sent = {"history-count": 1} | {f"history-0-{name}": value for name, value in event.items()}
    sent |= {"features-count": 0}

    answer = cast.diane.write(page, **sent, follow=True)

    assert "vérifié le" in said(answer)
    assert "Bien trop vite" in said(answer)
    assert LabelPage.objects.get().latest_revision_id == page.latest_revision_id
    held = {m.__name__ for m in desk.kinds() if m.objects.filter(holds_facts=True).exists()}
    assert held == {"ContentPage", "GovernancePage", "JoiningPage", "LabelPage", "PathPage"}


def test_every_page_that_the_site_begins_with_may_be_published_as_it_is(cast):
    faults = {
        page.slug: guards.written(page) for page in Page.objects.filter(depth__gt=1).specific()
    }

    to_fill_in = {"mentions-legales"}  # BR-90: who publishes and who hosts is said before service
    assert {slug for slug, found in faults.items() if found} == to_fill_in


def test_an_old_version_does_not_undo_the_mark_of_the_referent(cast):
    cast.diane.write(cast.page, body=NEW)
    cast.sonia.post(reverse("home:facts_page", args=["accueil/une-page"]), {"act": "marked"})
    answer = cast.diane.write(cast.page, "publish", body=NEW, follow=True)
    desk = [
        said(client.get(reverse("home:facts"))).count(cast.page.title)
        for client in (cast.diane, cast.sonia)
    ]

    assert "porte des faits sur le label" in said(answer)
    assert "2016" in text_of(cast.page)
    assert desk == [1, 1]


def test_the_desk_of_facts_costs_the_same_with_many_pages(cast, django_assert_num_queries):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            cast.sonia.get(reverse("home:facts"))
        return len(queries)

    cost()
    one = cost()
    for n in range(12):
        cast.home.add_child(instance=ContentPage(title=f"P{n}", slug=f"p{n}", holds_facts=True))

    assert cost() == one


def test_a_page_that_moves_leaves_a_redirection_and_so_do_those_below(
    cast, django_capture_on_commit_callbacks
):
    below = ContentPage.objects.get(pk=cast.page.pk).add_child(
        instance=ContentPage(title="Sous", slug="sous")
    )
    page = ContentPage.objects.get(pk=cast.page.pk)
    page.slug = "autrement"
    move = reverse("wagtailadmin_pages:move_confirm", args=[cast.page.pk, cast.facts.pk])
    with django_capture_on_commit_callbacks(execute=True):
        cast.diane.write(page, "publish")
    with django_capture_on_commit_callbacks(execute=True):
        cast.diane.post(move)
    stranger = Client()

    old = ("/une-page/", "/une-page/sous/", "/autrement/sous/")
    new = {path: stranger.get(path).get("Location") for path in old}
    assert new == {
        "/une-page/": "/les-faits/autrement/",
        "/une-page/sous/": "/les-faits/autrement/sous/",
        "/autrement/sous/": "/les-faits/autrement/sous/",
    }
    assert stranger.get(f"/les-faits/autrement/{below.slug}/").status_code == 200


def test_the_menu_is_short_french_and_leads_nowhere_that_is_closed(cast):
    home = said(cast.diane.get("/cms/"))
    props = re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', home, re.S).group(1)
    entries = re.findall(r'"label": "([^"]+)", "icon_name": "[^"]*", "classname": "[^"]*"', props)
    links = set(re.findall(r'"(/(?:cms|espace)/[^"?]*/)"', props)) - {"/cms/logout/"}
    codes = {link: cast.diane.get(link, follow=True).status_code for link in sorted(links)}

    labels = [json.loads(f'"{label}"') for label in entries]
    assert labels == (
        "Revenir à l’espace|Pages|Images|Parutions|Sujets|Cadre du site|Bandeaux d’alerte|Faits des pages|Documents|"
        "Redirections|Compte|Se déconnecter"
    ).split("|")
    assert [link for link, code in codes.items() if code != 200] == []


def test_the_bar_of_editors_is_for_editors(cast):
    """Nobody else downloads it; it adds nothing to a stranger's page."""
    shown = {name: "wagtail-userbar" in said(client.get("/contact/")) for name, client in
             (("diane", cast.diane), ("sonia", cast.sonia), ("stranger", Client()))}  # fmt: skip

    assert shown == {"diane": True, "sonia": True, "stranger": False}
    assert "Modifier cette page" in said(cast.diane.get("/contact/"))
    assert "Modifier cette page" not in said(cast.sonia.get("/contact/"))


def test_every_control_of_a_page_form_says_its_name(cast):
    """RGAA 11.1: a field that no panel shows would stand alone under the form, without a word."""
    pages = {page.specific_class: page for page in Page.objects.filter(depth__gte=2)}
    found = {
        model.__name__: unnamed
        for model, page in pages.items()
        if (unnamed := unnamed_controls(said(cast.diane.get(f"/cms/pages/{page.pk}/edit/"))))
    }

    assert len(pages) > 15
    assert found == {}


def unnamed_controls(html):
    """Names of the visible controls of the page's form that neither a label nor an attribute names."""
    form = BeautifulSoup(html, "html.parser").find("form", id="page-edit-form")
    labelled = {label.get("for") for label in form.find_all("label")}
    controls = form.find_all(["input", "select", "textarea"])
    shown = (one for one in controls if one.get("type") not in ("hidden", "submit", "button"))
    return [
        one.get("name")
        for one in shown
        if one.get("id") not in labelled
        and not any(one.get(name) for name in ("aria-label", "aria-labelledby", "title"))
        and not one.find_parent("label")
    ]
