"""Views of accreditations: list, application, detail, ties, steps."""

from django.shortcuts import render
from django.views.decorators.http import require_POST

from labelling.accreditation import actions, pages
from labelling.accreditation.forms import ApplicationForm, TieForm
from labelling.accreditation.models import AuditorAccreditation
from portal.web.pages import edit_page, form_page, run_action, transition_page, visible_or_404
from portal.web.pagination import Paginator
from portal.workflow import Forbidden

PAGE = 25


def _found(request, reference):
    return visible_or_404(
        AuditorAccreditation, request.user, rows=pages.every(), reference=reference
    )


def accreditation_list(request):
    state = request.GET.get("etat", "")
    rows = pages.listed(request.user, state)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    states = AuditorAccreditation.State.choices
    can_apply = pages.can_apply(request.user)
    context = {"page": page, "states": states, "state": state, "can_apply": can_apply}
    return render(request, "labelling/accreditation/list.html", context)


@require_POST
def accreditation_apply(request):
    return run_action(request, lambda: actions.apply(request.user))


def accreditation_detail(request, reference):
    accreditation = _found(request, reference)
    context = pages.detail(accreditation, request.user)
    return render(request, "labelling/accreditation/detail.html", context)


def accreditation_edit(request, reference):
    accreditation = _found(request, reference)
    if not actions.may_edit(request.user, accreditation):
        raise Forbidden("La demande se modifie par l’auditeur, tant qu’elle n’est pas déposée.")
    heading = {"heading": "Modifier la demande d’agrément"}
    return edit_page(request, accreditation, ApplicationForm, context=heading)


def tie_declare(request, reference):
    accreditation = _found(request, reference)
    if not actions.may_declare(request.user, accreditation):
        raise Forbidden(actions.NOT_YOURS)
    return form_page(
        request, TieForm, thing=accreditation, title="Déclarer un lien", done=accreditation,
        save=lambda form: actions.declare_tie(accreditation, by=form.by, **form.facts),
        said="Lien déclaré. Il compte dès la prochaine proposition de mission.",
    )  # fmt: skip


def accreditation_act(request, reference, address):
    return transition_page(request, _found(request, reference), address)
