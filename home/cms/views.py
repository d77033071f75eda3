"""Views of the frame in the CMS: one frame, edited in place; the alert banners, each with its dates."""

from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSet

from home.cms.calendar import month_of, page_of
from home.frame.models import AlertBanner, SiteFrame
from portal.models import Role

READERS = (Role.DIRCOM, Role.REFERENT, Role.DEPUTY)
TITLE = "Calendrier des parutions"


@require_safe
def publications(request):
    """For whoever writes or reviews the pages; each title leads to its form."""
    if not any(request.user.has_role(role) for role in READERS):
        raise Http404
    context = page_of(month_of(request.GET.get("mois", "")))
    context |= {
        "header_title": TITLE,
        "header_icon": "calendar",
        "breadcrumbs_items": [{"url": "", "label": TITLE}],
    }
    return render(request, "home/cms/publications.html", context)


MADE = "Le cadre du site vient d’être créé par une autre personne\u00a0: le voici."


def _edit(view):
    """The form of the only frame, or None as long as there is none."""
    row = view.model.objects.visible_to(view.request.user).only("pk").first()
    return redirect(view.edit_url_name, row.pk) if row else None


class FrameIndex(IndexView):
    """No list of one thing: its form."""

    def get(self, request, *args, **kwargs):
        return _edit(self) or redirect(self.add_url_name)


class FrameCreate(CreateView):
    """Begins with what the portal shows as long as nothing is published."""

    def dispatch(self, request, *args, **kwargs):
        return self._as_edit(request) or super().dispatch(request, *args, **kwargs)

    def _as_edit(self, request):
        """An autosave made the frame while its author pressed the button: what was typed goes on as its edit."""
        row = self.model.objects.visible_to(request.user).select_related("latest_revision").first()
        if row is None:
            return None
        is_own = row.latest_revision and row.latest_revision.user_id == request.user.pk
        if request.method != "POST" or not is_own:
            return redirect(self.edit_url_name, row.pk)
        match = resolve(reverse(self.edit_url_name, args=(row.pk,)))
        return match.func(request, *match.args, **match.kwargs)

    def get_initial_form_instance(self):
        return self.model.first()

    def form_valid(self, form):
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except IntegrityError:  # `number` is unique: somebody was quicker
            messages.error(self.request, MADE)
            return _edit(self)


class Frames(SnippetViewSet):
    model = SiteFrame
    icon = "list-ul"
    menu_label = "Cadre du site"
    menu_order = 330
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = FrameIndex
    add_view_class = FrameCreate


class Banners(SnippetViewSet):
    model = AlertBanner
    icon = "warning"
    menu_label = "Bandeaux d’alerte"
    menu_order = 340
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ("heading", "starts_at", "ends_at")
