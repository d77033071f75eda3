"""Wagtail hooks: menu entries in use, protection of the footer pages."""

import re

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import UnpublishMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import AvatarSettingsPanel, NameEmailSettingsPanel
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.wagtail_hooks import (
    PageListingDeleteButton,
    PageListingMoveButton,
    PageListingUnpublishButton,
)
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from home import guards
from home.blocks.links import DocumentLinks, PageLinks
from home.blocks.pictures import FILMS
from home.cms.desk import Desk
from home.cms.views import Banners, Frames
from home.letter.hooks import CountsLetters
from home.pages.news import NewsTopic
from home.review import editors
from home.review_desk import hooks as review_hooks  # noqa: F401 -- registers those of the readings
from portal.documents import ScanState
from portal.documents.views import INFECTED, WAITING

RANGE = re.compile(r"bytes=(\d*)-(\d*)")
MOST = 2 * 1024 * 1024  # bytes of a piece: the reader asks for the next one


def piece(document, request):
    """206 with the one range asked, 416 beyond the end; None leaves the rest to Wagtail."""
    kind = FILMS.get(document.file_extension.lower())
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if kind is None or asked is None or asked[0] == "bytes=-":
        return None
    size = document.file.size
    first, last = _bounds(*asked.groups(), size)
    if not 0 <= first <= last < size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    last = min(last, first + MOST - 1)
    headers = {
        "Content-Range": f"bytes {first}-{last}/{size}",
        "Content-Encoding": "identity",  # compressed, the bytes would not be those asked for
        "Accept-Ranges": "bytes",
    }
    with document.file.open("rb") as content:
        content.seek(first)
        found = content.read(last - first + 1)
    return HttpResponse(found, status=206, content_type=kind, headers=headers)


def _bounds(first, last, size):
    """First and last byte, inclusive; « -500 » is the last 500."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def say_header(view):
    """« Ajout : Actualité »: Wagtail glues the colon to the word."""
    title, about = view.get_page_title(), view.get_page_subtitle()
    return f"{title}\u00a0: {about}" if about else title


WagtailAdminTemplateMixin.get_header_title = say_header
for panel in (NameEmailSettingsPanel, AvatarSettingsPanel):
    # A name is changed in « Mon compte », with its line; a picture of oneself would be a public file.
    panel.is_active = lambda _panel: False


def unless_fixed(shown):
    """BR-90: what would be refused is not offered."""

    def is_shown(entry, asked):
        if not shown(entry, asked):  # no page yet, in the form of a new one
            return False
        return not guards.is_fixed(getattr(entry, "page", None) or asked["page"])

    return is_shown


for entry in (
    PageListingDeleteButton,
    PageListingMoveButton,
    PageListingUnpublishButton,
    UnpublishMenuItem,
):
    entry.is_shown = unless_fixed(entry.is_shown)

TAKES_AWAY = {"unpublish", "delete", "move"}
HIDDEN = {"reports", "help", "settings"}  # of the settings, redirections alone are ours to edit


class NewsTopics(SnippetViewSet):
    """Topics of news, with an entry of their own in the menu."""

    model = NewsTopic
    icon = "tag"
    menu_label = "Sujets"
    menu_order = 320
    add_to_admin_menu = True


for viewset in (NewsTopics, Frames, Banners):
    register_snippet(viewset)


class Unpublish(CountsLetters, editors.Unpublish):
    pass


class Delete(CountsLetters, editors.Delete):
    pass


@hooks.register("register_admin_viewset")
def our_pages():
    return editors.viewsets(unpublish_view_class=Unpublish, delete_view_class=Delete)


@hooks.register("construct_main_menu")
def hide_unused(request, items):
    items[:] = [item for item in items if item.name not in HIDDEN]


@hooks.register("construct_homepage_panels")
def desk_first(request, panels):
    panels.insert(0, Desk(request))


@hooks.register("register_admin_menu_item")
def back_to_the_space():
    return MenuItem("Revenir à l’espace", reverse("space"), icon_name="home", order=10)


@hooks.register("insert_editor_js")
def propose_alternatives():
    return format_html('<script type="module" src="{}"></script>', static("js/alternatives.js"))


@hooks.register("insert_global_admin_js")
def close_calendars():
    return format_html('<script type="module" src="{}"></script>', static("js/calendars.js"))


@hooks.register("register_rich_text_features", order=100)  # after Wagtail's own
def read_links_together(features):
    features.register_link_type(PageLinks)
    features.register_link_type(DocumentLinks)


@hooks.register("before_serve_document", order=50)  # after the restrictions of its collection
def serve_what_is_clean(document, request):
    """What waits for the antivirus or was refused is told to the editors alone."""
    if document.is_downloadable:
        return
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    raise PermissionDenied(INFECTED if document.scan_state == ScanState.REFUSED else WAITING)


@hooks.register("before_serve_document", order=100)  # after the restrictions of its collection
def serve_pieces_of_films(document, request):
    return piece(document, request)


@hooks.register("before_unpublish_page")
@hooks.register("before_delete_page")
@hooks.register("before_move_page")
def keep_in_place(request, page, *_destination):
    """BR-90: refused before the confirmation page and again on POST."""
    return _refuse(request, guards.refusal([page]))


@hooks.register("before_bulk_action")
def keep_in_place_together(request, action_type, objects, action):
    """One protected page refuses the whole bulk action."""
    if action_type in TAKES_AWAY and issubclass(action.model, Page):
        return _refuse(request, guards.refusal(objects))
    return None


def _refuse(request, sentence):
    if sentence is None:
        return None
    messages.error(request, sentence)
    return redirect("wagtailadmin_explore_root")
