"""Views of accreditations: list, application, detail, steps."""

from django.shortcuts import render
from django.views.decorators.http import require_POST

from labelling.parties.accreditation import actions, listing, pages
from labelling.parties.accreditation.exports import ACCREDITATIONS
from labelling.parties.accreditation.forms import ApplicationForm, CvForm, InsuranceForm
from labelling.parties.accreditation.models import AuditorAccreditation
from labelling.parties.accreditation.rules import auditor_of, holder
from labelling.parties.organisms.rules import instructor
from portal.exports.tables import exported
from portal.web.pages import edit_page, form_page, only, run_action, transition_page, visible_or_404
from portal.web.pagination import Paginator
from portal.workflow import Closed

PAGE = 25
INSURED = "Assurance enregistrée."
TOLD = "Assurance transmise. Elle compte une fois vérifiée par le référent label."


def _find_accreditation(request, reference):
    return visible_or_404(
        AuditorAccreditation, request.user, rows=pages.every(), reference=reference
    )


@exported(ACCREDITATIONS)
def accreditation_list(request):
    form = listing.filter_form(request.user, request.GET)
    form.is_valid()
    rows = listing.read_list(request.user, request.GET, form)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "is_narrowed": any(form.cleaned_data.values())}
    context |= {
        "can_apply": pages.can_apply(request.user),
        "registers": instructor(request.user, None),
        "auditor": auditor_of(request.user),
    }
    return render(request, "labelling/accreditation/list.html", context)


@require_POST
def accreditation_apply(request):
    return run_action(request, lambda: actions.apply(request.user))


def accreditation_detail(request, reference):
    accreditation = _find_accreditation(request, reference)
    context = pages.detail(accreditation, request.user)
    return render(request, "labelling/accreditation/detail.html", context)


def accreditation_edit(request, reference):
    accreditation = _editable(request, reference)
    heading = {"heading": "Modifier la demande d’agrément"}
    return edit_page(request, accreditation, ApplicationForm, context=heading)


def _editable(request, reference):
    accreditation = _find_accreditation(request, reference)
    only(holder, request.user, accreditation, actions.NOT_OPEN)
    if not actions.may_edit(request.user, accreditation):
        raise Closed(actions.EDITED, thing=accreditation)
    return accreditation


def accreditation_cv(request, reference):
    accreditation = _editable(request, reference)
    return form_page(
        request,
        CvForm,
        thing=accreditation,
        title="Joindre mon CV",
        done=accreditation,
        save=lambda form: actions.join_cv(accreditation, by=form.by, **form.facts),
        said="CV enregistré.",
    )


def accreditation_insure(request, reference):
    accreditation = _find_accreditation(request, reference)
    only(holder, request.user, accreditation, actions.NOT_HELD)
    if not actions.may_insure(request.user, accreditation):
        raise Closed(actions.RUNNING, thing=accreditation)
    return form_page(
        request,
        InsuranceForm,
        thing=accreditation,
        title="Transmettre mon assurance",
        done=accreditation,
        context={"effects": pages.insurance_effects(request.user, accreditation)},
        save=lambda form: actions.insure(accreditation, by=form.by, **form.facts),
        said=lambda _: INSURED if actions.may_edit(request.user, accreditation) else TOLD,
    )


def accreditation_act(request, reference, address):
    return transition_page(request, _find_accreditation(request, reference), address)
