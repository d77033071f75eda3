"""Views of the frame in the CMS: one frame, edited in place; the alert banners, each with its dates."""

from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSet

from home.frame.models import AlertBanner, SiteFrame

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
        return _edit(self) or super().dispatch(request, *args, **kwargs)

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
    menu_label = "Menu et pied de page"
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
