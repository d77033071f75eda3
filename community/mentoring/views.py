"""Views of mentoring: organisms that wait, possible mentors, pairs and follow-ups."""

from django import forms
from django.http import Http404
from django.shortcuts import render

from community.mentoring import actions, matching, pages
from community.mentoring.models import Mentoring, MentoringFollowUp
from community.mentoring.rules import office
from community.spaces import tabs
from labelling.public import memberships
from portal.web.fields import area
from portal.web.forms import Form
from portal.web.pages import form_page, only, transition_page, visible_or_404
from portal.web.pagination import Paginator

TAB, PAGE = "community:mentorings", 20


class ProposalForm(Form):
    mentor = forms.ChoiceField(
        label="Organisme qui accompagnera",
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez un organisme dans la liste."},
    )
    message = forms.CharField(
        label="Un mot pour les deux organismes",
        required=False,
        max_length=1000,
        widget=area(),
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {one.organism.slug: one.organism for one in candidates if one.is_fit}
        self.fields["mentor"].choices = [(slug, str(o)) for slug, o in self.found.items()]

    @property
    def facts(self):
        return {
            "mentor": self.found[self.cleaned_data["mentor"]],
            "message": self.cleaned_data["message"],
        }


def _club(request, slug):
    space = tabs.find_space(request, slug)
    if space.kind != "club":
        raise Http404
    return space


def mentorings(request, slug):
    """The pairs that one sees; for the office, also the organisms that wait for one."""
    space = _club(request, slug)
    rows = pages.ROWS.exclude(pk__in=()).visible_to(request.user)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    is_office = office(request.user, None)
    context = tabs.frame(request, space, TAB) | {
        "page": page,
        "is_office": is_office,
        "waiting": list(matching.newly_labelled()[:PAGE]) if is_office else [],
        "answers": pages.answers(request.user) if is_office else [],
    }
    return render(request, "community/mentoring/list.html", context)


def mentoring_propose(request, slug, organism):
    """Candidates for a newly labelled organism, each criterion shown."""
    space = _club(request, slug)
    only(office, request.user, space, f"Seul {office.label} propose un mentorat.")
    mentee = matching.newly_labelled().filter(slug=organism).first()
    if mentee is None:
        raise Http404
    found = matching.candidates(mentee)
    return form_page(
        request,
        ProposalForm,
        thing=space,
        template="community/mentoring/propose.html",
        context=tabs.frame(request, space, TAB) | {"mentee": mentee, "candidates": found},
        candidates=found,
        said="La proposition est envoyée aux deux organismes.",
        save=lambda form: actions.propose(mentee=mentee, by=request.user, **form.facts),
    )


def _find_mentoring(request, reference):
    rows = pages.ROWS.exclude(pk__in=())
    return visible_or_404(Mentoring, request.user, rows=rows, reference=reference)


def mentoring(request, reference):
    found = _find_mentoring(request, reference)
    return render(
        request, "community/mentoring/one.html", pages.mentoring_page(found, request.user)
    )


def mentoring_follow_up(request, reference):
    """The answer of one's organism after three months."""
    found = _find_mentoring(request, reference)
    mine = memberships(request.user)
    rows = pages.FOLLOW_UPS
    one = visible_or_404(
        MentoringFollowUp, request.user, rows=rows, mentoring=found, organism__in=mine
    )
    return transition_page(request, one, "repondre")


def mentoring_act(request, reference, address):
    return transition_page(request, _find_mentoring(request, reference), address)
