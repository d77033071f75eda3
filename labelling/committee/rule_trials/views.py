"""View of the trial of a draft of the rules on the open dossiers."""

from django.http import Http404
from django.shortcuts import render

from labelling.committee.rule_trials import pages
from labelling.parties.framework.files.reading import Unreadable
from labelling.parties.framework.models import RulesDraft
from portal.web.pages import visible_or_404
from portal.web.pagination import Paginator
from portal.workflow import Problem, Refused

ROWS = 50  # dossiers a page


def rules_draft_trial(request, code):
    draft = visible_or_404(RulesDraft, request.user, code=code)
    if not pages.can_try(draft):
        raise Http404
    try:
        found = pages.outcomes(draft, request.user)
    except Unreadable as unreadable:
        problems = (Problem("unreadable", str(one)) for one in unreadable.mistakes)
        raise Refused(*problems, thing=draft) from None
    differing = [one for one in found if one.differs]
    context = {
        "draft": draft,
        "page": Paginator(differing, ROWS).get_page(request.GET.get("page")),
        "same": len(found) - len(differing),
        "total": len(found),
    }
    return render(request, "labelling/rule_trials/trial.html", context)
