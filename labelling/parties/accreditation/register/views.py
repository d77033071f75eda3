"""Views of the register of auditors: list, invitations, taking over of an accreditation."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from labelling.parties.accreditation import pages
from labelling.parties.accreditation.auditors.forms import RegistrationForm
from labelling.parties.accreditation.exports import AUDITORS
from labelling.parties.accreditation.forms import TakeOverForm
from labelling.parties.accreditation.models import Auditor
from labelling.parties.accreditation.register import actions, past
from labelling.parties.accreditation.register.reading import AuditorsFileForm
from labelling.parties.organisms.rules import instructor
from portal.exports.tables import exported
from portal.models import Invitation
from portal.ui import words
from portal.web.pages import form_page, only, run_action, visible_or_404

FORM = "labelling/accreditation/register_form.html"
LIST = "labelling:auditor_list"
form_of = partial(form_page, template=FORM)


@exported(AUDITORS)
def auditor_list(request):
    only(instructor, request.user)
    context = pages.register(request.user, request.GET.get("page"))
    return render(request, "labelling/accreditation/register.html", context)


def auditor_invite(request):
    only(instructor, request.user)
    return form_of(
        request,
        RegistrationForm,
        title="Inscrire un auditeur",
        submit="Envoyer l’invitation",
        context={"effects": actions.INVITING},
        save=lambda form: actions.invite_auditor(by=request.user, **form.facts),
        said=lambda made: f"Invitation envoyée à {made.email}. Elle vaut quatorze jours.",
        done=reverse(LIST),
    )


def auditor_import(request):
    """Read and shown row by row first; done once confirmed, what is wrong left aside."""
    only(instructor, request.user)
    return form_page(
        request,
        AuditorsFileForm,
        template="labelling/accreditation/import.html",
        title="Inscrire des auditeurs par un tableur",
        preview=lambda form: None if "sure" in request.POST else form.cleaned_data["file"],
        save=lambda form: actions.enter_several(
            [row.facts for row in form.cleaned_data["file"].kept], by=form.by
        ),
        said=lambda made: (
            f"{words.count(made[0], 'auditeur invité', 'auditeurs invités')}, "
            f"{words.count(made[1], 'agrément repris', 'agréments repris')}."
        ),
        done=reverse(LIST),
    )


@require_POST
def auditor_invite_again(request, number):
    invitation = _find_invitation(request, number)
    return run_action(
        request,
        lambda: actions.invite_again(invitation, by=request.user),
        said=lambda made: f"Invitation renvoyée à {made.email}. L’ancien lien ne sert plus.",
        done=reverse(LIST),
    )


@require_POST
def auditor_uninvite(request, number):
    invitation = _find_invitation(request, number)
    return run_action(
        request,
        lambda: actions.withdraw(invitation, by=request.user),
        said=lambda made: f"Invitation de {made.email} annulée. Son lien ne sert plus.",
        done=reverse(LIST),
    )


def accreditation_take_over(request, slug):
    auditor = visible_or_404(Auditor, request.user, slug=slug)
    only(instructor, request.user, auditor)
    return form_of(
        request,
        TakeOverForm,
        thing=auditor,
        title="Reprendre un agrément",
        submit="Enregistrer l’agrément",
        context={"lead": auditor, "effects": past.effects(auditor)},
        initial={"audit_types": auditor.audit_types},
        save=lambda form: past.take_over(auditor, by=request.user, **form.facts),
        said=lambda made: f"Agrément {made.reference} enregistré. {auditor} en reçoit un message.",
    )


def _find_invitation(request, number):
    rows = {"pk": number, "purpose__in": actions.PURPOSES}
    invitation = visible_or_404(Invitation, request.user, **rows)
    only(instructor, request.user)
    return invitation
