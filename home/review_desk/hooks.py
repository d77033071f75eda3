"""Wagtail hooks of page review: desk of facts, page editor, publication gate."""

from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from home import checks
from home.review import actions as abandoning
from home.review_desk import desk
from portal.models import Role


class PagesToRead(PagesAdminAPIViewSet):
    """Without actions: each has its form, which checks the page first."""

    actions = {}


@hooks.register("register_admin_menu_item")
def facts_of_the_pages():
    return MenuItem("Faits des pages", reverse("home:facts"), icon_name="check", order=350)


class ForDircom(MenuItem):
    def is_shown(self, request):
        return request.user.has_role(Role.DIRCOM)


@hooks.register("register_admin_menu_item")
def redirections():
    address = reverse("wagtailredirects:index")
    return ForDircom("Redirections", address, icon_name="redirect", order=450)


@hooks.register("register_admin_menu_item")
def publications():
    address = reverse("home:publications")
    return MenuItem("Parutions", address, icon_name="calendar", order=310)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def facts_button(page, user, next_url=None, view_name=None):
    if page.depth > 1 and user.has_role(Role.REFERENT):
        address = reverse("home:facts_page", args=(desk.place(page),))
        yield Button("Faits", address, icon_name="check", priority=5)


class AbandonDraft(ActionMenuItem):
    label, name, icon_name = "Abandonner ce brouillon", "abandon-draft", "bin"

    def is_shown(self, context):
        is_edited = context["view"] == "edit" and super().is_shown(context)
        return is_edited and not abandoning.obstacle(context["page"])

    def get_url(self, parent_context):
        return reverse("home:abandon_draft", args=[desk.place(parent_context["page"])])


@hooks.register("register_page_action_menu_item")
def abandon_draft():
    return AbandonDraft(order=75)


@hooks.register("construct_admin_api")
def only_read_pages(api):
    """The explorer API is read-only: publish, copy and revert would bypass the forms."""
    api.register_endpoint("pages", PagesToRead)


@hooks.register("before_bulk_action")
def check_bulk_publishing(request, action_type, objects, action):
    """One page with a problem refuses the whole bulk action."""
    if action_type != "publish" or not issubclass(action.model, Page):
        return None
    below = bool(request.POST.get("include_descendants"))
    sentence = abandoning.refusal_of_several(objects, below)
    if sentence is None:
        return None
    messages.error(request, sentence)
    return redirect("wagtailadmin_explore_root")


@hooks.register("before_publish_page")
def check_before_publishing(request, page):
    """What was typed is saved as a draft, and published only without problem."""
    sentences = abandoning.review_revision(page, request.user, request.POST.get("correction", ""))
    if sentences and request.resolver_match.url_name == "add":
        abandoning.unpublish_new_page(page)
    for sentence in sentences:
        messages.error(request, sentence)
    for _field, sentence in checks.warnings(
        page
    ):  # told once it is published: nothing is held back
        messages.warning(request, f"À relire\u00a0: {sentence}")
    return redirect("wagtailadmin_pages:edit", page.pk) if sentences else None
