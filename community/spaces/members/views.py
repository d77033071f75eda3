"""Views of the people of a space: animators and members of a group, searched by name, never by address."""

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from community.spaces import tabs
from community.spaces.forms import PersonForm
from community.spaces.members import actions
from community.spaces.models import SpaceMember
from portal.web.forms import Form
from portal.web.pages import form_page, run_action
from portal.workflow import Refused

F = SpaceMember.Function
DEEDS = {"add": actions.add, "remove": actions.remove}
SAID = {
    "add": "C’est fait\u00a0: {} est dans la liste.",
    "remove": "C’est fait\u00a0: {} n’y est plus.",
}


def space_team(request, slug):
    """The list; for whoever may name people, a search by name with a button a result."""
    found = tabs.find_space(request, slug)
    if request.method == "POST":
        return _change(request, found)
    typed = request.GET.get("q", "").strip()[:120]
    roles = [f for f in F if actions.may_name(request.user, found, f)]
    rows = actions.list_members(found)
    for row in rows:
        row.may_end = actions.may_name(request.user, found, row.function)
    context = tabs.frame(request, found, "community:space_team") | {
        "rows": rows,
        "roles": [(f.value, _verb(f)) for f in roles],
        "typed": typed,
        "results": actions.matching(found, typed) if roles else [],
        "is_mine": any(row.person_id == request.user.pk and row.standing for row in rows),
    }
    return render(request, "community/spaces/team.html", context)


def _verb(function):
    return "Nommer pour co-animer" if function == F.ANIMATOR else "Inscrire au groupe"


def _change(request, space):
    """Add or remove; only people that this form may name."""
    form = PersonForm(request.POST, by=request.user, people=actions.nameable(space))
    if not form.is_valid():
        raise Refused("Choisissez une personne dans la liste.", thing=space)
    person, deed = form.cleaned_data["person"], form.cleaned_data["deed"]
    facts = {"function": form.cleaned_data["function"]} if deed == "add" else {}
    return run_action(
        request,
        lambda: DEEDS[deed](space, person, by=request.user, **facts),
        thing=space,
        said=SAID[deed].format(person),
        done=reverse("community:space_team", args=[space.slug]),
    )


def space_names(request, slug):
    """Autocompletion of names, for whoever may name people there."""
    found = tabs.find_space(request, slug)
    if not any(actions.may_name(request.user, found, function) for function in F):
        raise Http404
    rows = actions.matching(found, request.GET.get("q", "")[:120])
    answer = JsonResponse({"rows": [{"text": str(row)} for row in rows]})
    answer["Cache-Control"] = "private, no-store"
    return answer


def space_leave(request, slug):
    """Leave a group, or give one's role back."""
    found = tabs.find_space(request, slug)
    is_mine = {"is_mine": actions.has_role(request.user, found)}
    return form_page(
        request,
        Form,
        thing=found,
        template="community/spaces/leave.html",
        context=tabs.frame(request, found, "community:space_team") | is_mine,
        save=lambda form: actions.leave(found, by=form.by),
        said=f"Vous n’êtes plus dans la liste de «\u00a0{found}\u00a0».",
        done="community:communities",
    )
