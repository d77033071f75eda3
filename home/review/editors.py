"""Page editor views: Wagtail's, with mails about comments sent by the portal's queue, no silent overwriting."""

from contextlib import contextmanager, nullcontext
from datetime import timedelta

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import resolve, reverse
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.move import MoveChooseDestinationView, MoveConfirmView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from home import guards
from home.review import mails, panels
from home.review import models as entries
from portal.core import clock
from portal.ui import words

JUST_NOW = timedelta(minutes=1)  # an autosave answers in a second or two


@contextmanager
def page_held(page_id):
    """Nobody else writes this page meanwhile: an autosave under way ends before the button is heard, or is refused."""
    with transaction.atomic():
        Page.objects.select_for_update(of=("self",)).filter(pk=page_id).first()
        yield


class OneWriteAtATime:
    """Wagtail looks for a newer version before it saves: one that arrives in between would be overwritten."""

    def dispatch(self, request, page_id, **kwargs):
        with page_held(page_id) if request.method == "POST" else nullcontext():
            return super().dispatch(request, page_id, **kwargs)


class TellsByOutbox:
    """Wagtail mails within the request: a mail server that is down would fail the save."""

    def send_commenting_notifications(self, changes):
        lines = _describe_changes(changes)
        if lines:
            kind = entries.EditorialEntry.Kind.COMMENTED
            with transaction.atomic():
                line = entries.write(self.page, kind, self.request.user, reason="\n".join(lines))
                mails.tell(mails.COMMENTED, line)


OVERTAKEN = (
    "{} a enregistré une autre version de cette page le {}, depuis que vous l’avez ouverte. Votre texte est gardé "
    "ci-dessous et rien n’est enregistré. Enregistrez encore pour garder le vôtre\u00a0: l’autre version reste dans "
    "l’historique, où les deux se comparent."
)


class TellsWhoWasFaster:
    """Wagtail refuses an autosave over somebody else's version, and lets the button overwrite it without a word."""

    is_overtaken = False

    def form_valid(self, form):
        last = self.latest_revision
        newest = f"{last.pk} {self.latest_revision_created_at}" if last else ""
        if (
            self.expects_json_response
            or not self.is_out_of_date
            or last.user
            == self.request.user  # an autosave of this window, that the button left behind
            or form.cleaned_data["known_version"] == newest
        ):
            return super().form_valid(form)
        form.add_error(
            None, OVERTAKEN.format(last.user or "Le portail", words.moment(last.created_at))
        )
        form.data = form.data.copy()
        form.data["known_version"] = newest
        self.is_overtaken = True
        return self.form_invalid(form)

    def get_context_data(self, **kwargs):
        """Still of the version first shown, for the autosave: the button alone overwrites the other one."""
        context = super().get_context_data(**kwargs)
        if self.is_overtaken:
            context["loaded_revision_created_at"] = self.request.POST["loaded_revision_created_at"]
        return context


class Create(CreateView):
    """The button may be pressed while an autosave makes the page: what was typed goes on as its edit.

    Wagtail would refuse its address as taken, and leave a second draft behind.
    """

    def dispatch(self, request, content_type_app_name, content_type_model_name, parent_page_id):
        kind = (content_type_app_name, content_type_model_name)
        is_pressed = request.method == "POST" and not self.expects_json_response
        with page_held(parent_page_id) if request.method == "POST" else nullcontext():
            page = is_pressed and _just_made(request, kind, parent_page_id)
            if not page:
                return super().dispatch(request, *kind, parent_page_id)
        match = resolve(reverse(self.edit_url_name, args=(page.pk,)))
        return match.func(request, *match.args, **match.kwargs)


def _just_made(request, kind, parent_page_id):
    """The draft that this person's autosave has just made at the address that they send, or None."""
    parent = Page.objects.filter(pk=parent_page_id).first()
    if parent is None:
        return None
    rows = parent.get_children().filter(
        slug=request.POST.get("slug", ""),
        owner=request.user.pk,
        content_type=ContentType.objects.get_by_natural_key(*kind),
        first_published_at=None,
        latest_revision__user=request.user.pk,
        latest_revision__created_at__gte=clock.now() - JUST_NOW,
    )
    return rows.first()


class SaysWhatIsMissing:
    """After each autosave, « Avant de publier » says what is missing in what was just saved."""

    partials_template_name = "home/review/edit_partials.html"

    def render_partials(self):
        context = self.get_context_data() | panels.findings(self.page)
        return render_to_string(self.partials_template_name, context, request=self.request)


class Edit(OneWriteAtATime, TellsWhoWasFaster, TellsByOutbox, SaysWhatIsMissing, EditView):
    pass


class Revert(
    OneWriteAtATime, TellsWhoWasFaster, TellsByOutbox, SaysWhatIsMissing, RevisionsRevertView
):
    pass


WOULD_FALL = "{} en ligne sous cette page\u00a0: {}. {}"
UNPUBLISHED = "Elles restent en ligne sans elle, sauf si vous cochez la case ci-dessous."
HOLDS = (
    "«\u00a0{}\u00a0» a {} sous elle\u00a0: {}. Supprimez-les ou déplacez-les d’abord\u00a0: "
    "elles tomberaient avec elle."
)


class KeptInPlace:
    """BR-90: refused before any question; a page with others below says what would fall (`falls`)."""

    falls = ""

    def dispatch(self, request, *args, **kwargs):
        page = Page.objects.filter(
            pk=kwargs.get("page_id") or kwargs.get("page_to_move_id")
        ).first()
        if page and (sentence := guards.refusal([page])):
            messages.error(request, sentence)
            return redirect("wagtailadmin_explore", page.pk)
        is_asked = page and self.falls and request.method != "POST"
        if is_asked and (titles := guards.falling(page)):
            said = words.count(len(titles), "page", "pages"), guards.named(titles)
            messages.warning(request, WOULD_FALL.format(*said, self.falls))
        return super().dispatch(request, *args, **kwargs)


class Unpublish(KeptInPlace, UnpublishView):
    falls = UNPUBLISHED


class Delete(KeptInPlace, DeleteView):
    """What stands below is moved or deleted first: nothing falls without having been named."""

    def dispatch(self, request, *args, **kwargs):
        page = Page.objects.filter(pk=kwargs.get("page_id")).first()
        if page and page.numchild and not guards.is_fixed(page):
            titles = guards.below(page)
            said = words.count(len(titles), "page", "pages"), guards.named(titles)
            messages.error(request, HOLDS.format(page.title, *said))
            return redirect("wagtailadmin_explore", page.pk)
        return super().dispatch(request, *args, **kwargs)


class Move(KeptInPlace, MoveChooseDestinationView):
    pass


class ConfirmMove(KeptInPlace, MoveConfirmView):
    pass


class OurPages(PageViewSet):
    add_view_class = Create
    delete_view_class = Delete
    edit_view_class = Edit
    move_confirm_view_class = ConfirmMove
    move_view_class = Move
    revisions_revert_view_class = Revert
    unpublish_view_class = Unpublish


def viewsets(**views):
    """One a page type of the site; `views` are of its attributes."""
    models = [one for one in apps.get_app_config("home").get_models() if issubclass(one, Page)]
    return [OurPages(f"pages_{one._meta.model_name}", model=one, **views) for one in models]


def _describe_changes(changes):
    """A line a comment: new, answered, resolved or deleted."""
    found = [f"Nouveau\u00a0: {one.text}" for one in changes["new_comments"]]
    for _comment, replies in changes["new_replies"]:
        found += [f"Réponse\u00a0: {one.text}" for one in replies]
    found += [f"Réglé\u00a0: {one.text}" for one in changes["resolved_comments"]]
    return found + [f"Retiré\u00a0: {one.text}" for one in changes["deleted_comments"]]
