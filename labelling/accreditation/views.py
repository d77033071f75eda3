"""Views of accreditations: list, application, detail, ties, steps."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST

from labelling.accreditation import actions, pages
from labelling.accreditation.forms import (
    ApplicationForm,
    InsuranceForm,
    PresentationForm,
    TieEndForm,
    TieForm,
)
from labelling.accreditation.models import AuditorAccreditation
from labelling.organisms.rules import instructor
from portal.ui import words
from portal.web.pages import edit_page, form_page, only, run_action, transition_page, visible_or_404
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
    context = {"page": page, "states": states, "state": state}
    context |= {
        "can_apply": pages.can_apply(request.user),
        "registers": instructor(request.user, None),
    }
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


def tie_end(request, reference, number):
    accreditation = _found(request, reference)
    ties = list(pages.ties(accreditation))
    if not 0 < number <= len(ties):
        raise Http404
    if not actions.may_declare(request.user, accreditation):
        raise Forbidden(actions.NOT_YOURS)
    tie = ties[number - 1]
    return form_page(
        request, TieEndForm, thing=accreditation, title=f"Fin du lien avec {tie.organism}", tie=tie,
        done=accreditation,
        save=lambda form: actions.end_tie(accreditation, tie, by=form.by, **form.facts),
        said=f"Fin du lien enregistrée\u00a0: {tie.organism}.",
    )  # fmt: skip


def accreditation_insure(request, reference):
    accreditation = _found(request, reference)
    only(actions.may_maintain, request.user, accreditation, actions.NOT_HELD)
    return form_page(
        request, InsuranceForm, thing=accreditation, title="Renouveler l’assurance", done=accreditation,
        save=lambda form: actions.insure(accreditation, by=form.by, **form.facts),
        said=lambda made: f"Assurance enregistrée jusqu’au {words.day(made.insured_until_on)}.",
    )  # fmt: skip


def accreditation_present(request, reference):
    accreditation = _found(request, reference)
    only(actions.may_maintain, request.user, accreditation, actions.NOT_HELD)
    auditor = accreditation.auditor
    shown = {"firm": auditor.firm, "regions": auditor.regions, "is_public": auditor.is_public}
    return form_page(
        request, PresentationForm, thing=accreditation, title="Ma fiche d’auditeur", done=accreditation,
        initial=shown, save=lambda form: actions.present(accreditation, by=form.by, **form.facts),
        said="Fiche enregistrée.",
    )  # fmt: skip


def accreditation_act(request, reference, address):
    return transition_page(request, _found(request, reference), address)
