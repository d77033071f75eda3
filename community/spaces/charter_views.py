"""The charter of a space: read by all, accepted by members, replaced by the référent."""

from django.contrib import messages
from django.shortcuts import redirect, render

from community.models import Acceptance, Charter
from community.spaces import charters, tabs
from community.spaces.forms import CharterForm
from community.spaces.rules import office
from community.spaces.standing import MEMBER
from community.spaces.writing import back, fill
from portal.web.pages import refusal
from portal.workflow import Forbidden, Problem, Refused


def space_charter(request, slug):
    """Its text and version; POST accepts the version that was read (`number`)."""
    found = tabs.find(request, slug)
    charter = charters.current(found)
    if request.method == "POST":
        return _accept(request, found, charter)
    context = tabs.frame(request, found, "community:space_charter")
    mine = context["place"]
    accepted = Acceptance.objects.visible_to(request.user).filter(
        space=found, person=request.user, charter=charter
    )
    context |= {"charter": charter, "coming": charters.coming(found), "banners": []}
    context |= {"accepted": accepted.first(), "back": back(request, "")}
    context["may_accept"] = bool(mine and mine.standing.level == MEMBER and not mine.is_settled)
    context["is_office"] = office(request.user, found)
    return render(request, "community/spaces/charter.html", context)


def _accept(request, space, charter):
    read = charter if charter and request.POST.get("number") == str(charter.number) else None
    try:
        charters.accept(space, read, by=request.user)
    except Refused as refused:
        return refusal(request, space, refused)
    messages.success(request, "La charte est acceptée. Vous pouvez écrire dans cet espace.")
    return redirect(back(request, space.get_absolute_url()))


def space_charter_new(request, slug):
    """A new version, for every space of the same nature, from its date."""
    found = tabs.find(request, slug)
    if not office(request.user, found):
        problem = Problem("forbidden", f"Seul {office.label} publie une charte.")
        return refusal(request, found, Forbidden(problem))
    last = Charter.objects.visible_to(request.user).filter(kind=found.kind).first()
    form = CharterForm(
        request.POST or None, by=request.user, initial={"text": last.text if last else ""}
    )

    def record(form):
        facts = {name: form.cleaned_data[name] for name in ("text", "starts_on")}
        charters.publish(found.kind, by=request.user, **facts)
        return found

    context = tabs.frame(request, found, "community:space_charter") | {"last": last}
    said = "La nouvelle version est publiée. Chaque membre la lira avant d’écrire de nouveau."
    return fill(request, form, record, "community/spaces/charter_new.html", context, said=said)
