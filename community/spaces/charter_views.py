"""Views of the charter of a space: read by all, accepted by members, replaced by the référent."""

from django.utils.http import url_has_allowed_host_and_scheme

from community.spaces import charters, tabs
from community.spaces.forms import CharterForm
from community.spaces.models import Acceptance, Charter
from community.spaces.rules import office
from community.spaces.standing import MEMBER
from portal.web.forms import Form
from portal.web.pages import form_page, only


def space_charter(request, slug):
    """Text and version; POST accepts the version that was shown (`number`)."""
    found = tabs.find_space(request, slug)
    charter = charters.current(found)
    context = tabs.frame(request, found, "community:space_charter")
    mine = context["place"]
    accepted = Acceptance.objects.visible_to(request.user).filter(
        space=found, person=request.user, charter=charter
    )
    context |= {"charter": charter, "coming": charters.coming(found), "banners": []}
    context |= {"accepted": accepted.first(), "back": back(request, "")}
    context["may_accept"] = bool(mine and mine.standing.level == MEMBER and not mine.is_settled)
    context["is_office"] = office(request.user, found)
    read = charter if charter and request.POST.get("number") == str(charter.number) else None
    return form_page(
        request,
        Form,
        thing=found,
        template="community/spaces/charter.html",
        context=context,
        save=lambda form: charters.accept(found, read, by=form.by),
        said="La charte est acceptée. Vous pouvez écrire dans cet espace.",
        done=back(request, found.get_absolute_url()),
    )


def back(request, default):
    """The previous page, if it is in the member space."""
    url = request.POST.get("retour") or request.GET.get("retour") or ""
    is_ours = url.startswith("/espace/") and url_has_allowed_host_and_scheme(url, None)
    return url if is_ours else default


def space_charter_new(request, slug):
    """A new version, for every space of the same kind, from its date."""
    found = tabs.find_space(request, slug)
    only(office, request.user, found, f"Seul {office.label} publie une charte.")
    last = Charter.objects.visible_to(request.user).filter(kind=found.kind).first()
    return form_page(
        request,
        CharterForm,
        thing=found,
        template="community/spaces/charter_new.html",
        context=tabs.frame(request, found, "community:space_charter") | {"last": last},
        initial={"text": last.text if last else ""},
        save=lambda form: charters.publish(found.kind, by=request.user, **form.facts),
        said="La nouvelle version est publiée. Chaque membre la lira avant d’écrire de nouveau.",
        done=found,
    )
