"""Views « Fonctions »: who holds each role, proposals and their answers, invitations to an office."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

from portal.access.offices import desk
from portal.account_desk import invitations, pages
from portal.account_desk.actions import confirm_several, propose, propose_roles
from portal.account_desk.exports import ROLES
from portal.account_desk.forms import AccountForm, ConfirmSeveralForm, GiveForm, TakeForm
from portal.account_desk.kinds import K
from portal.account_desk.models import AccountChange
from portal.accounts.models import Invitation
from portal.exports.tables import exported
from portal.ui import words
from portal.web.pages import form_page, run_action, transition_page, visible_or_404

FOLDER = "portal/account_desk"
REGISTER = reverse_lazy("role_register")
FORETOLD = {
    "list_label": "Fonctions",
    "list_url": REGISTER,
    "back": "Revenir aux fonctions",
    "effects": (
        "Votre proposition vaut quatorze jours. Rien ne change avant sa confirmation.",
        "L’autre fonction, référent label ou administration technique, reçoit un message et la confirme ou la refuse.",
        "Personne ne confirme ce qui le concerne. Tout est au journal.",
    ),
}
GIVING = (
    "Qui a un compte tient la fonction dès maintenant\u00a0; un second facteur lui est demandé s’il n’en a pas.",
    "Qui n’en a pas reçoit, à l’adresse dite, une invitation de quatorze jours à chaque fonction.",
    "Chaque proposition est confirmée à part\u00a0: celle qui ne peut plus l’être dit pourquoi, les autres passent.",
)
propose_page = partial(
    form_page,
    template="portal/foretold.html",
    submit="Proposer",
    context=FORETOLD,
    said="Proposition enregistrée. L’autre fonction en reçoit un message.",
)


@exported(ROLES)
def role_register(request):
    _only_desk(request)
    context = pages.register(request.user, request.GET.get("page"))
    return render(request, f"{FOLDER}/register.html", context)


def role_give(request):
    _only_desk(request)
    return propose_page(
        request,
        GiveForm,
        title="Donner une ou plusieurs fonctions",
        save=lambda form: propose_roles(by=request.user, **form.facts),
        said=lambda made: (
            f"{words.count(len(made), 'proposition enregistrée', 'propositions enregistrées')}. "
            "L’autre fonction en reçoit un message."
        ),
        done=lambda made: made[0] if len(made) == 1 else REGISTER,
    )


def role_confirm(request):
    _only_desk(request)
    offered = pages.to_confirm(request.user)
    return form_page(
        request,
        ConfirmSeveralForm,
        template=f"{FOLDER}/confirm_several.html",
        title="Confirmer plusieurs fonctions",
        submit="Confirmer",
        offered=offered,
        context={"rows": offered, "effects": GIVING},
        save=lambda form: confirm_several(by=request.user, **form.facts),
        said=_told,
        done=REGISTER,
    )


def _told(made):
    done, problems = made
    said = words.count(len(done), "proposition confirmée", "propositions confirmées")
    left = words.count(len(problems), "autre ne l’est pas", "autres ne le sont pas")
    return " ".join([f"{said}.", *([f"{left}."] if problems else []), *map(str, problems)])


def role_take(request):
    _only_desk(request)
    return propose_page(
        request,
        TakeForm,
        title="Retirer une fonction",
        initial={"held": request.GET.get("qui", "")},
        save=lambda form: propose(K.TAKE, by=request.user, **form.facts),
    )


def account_propose(request):
    _only_desk(request)
    return propose_page(
        request,
        AccountForm,
        title="Changer un compte",
        save=lambda form: propose(form.cleaned_data["kind"], by=request.user, **form.facts),
    )


@require_POST
def role_invite_again(request, number):
    invitation = _invitation(request, number)
    return run_action(
        request,
        lambda: invitations.send_again(invitation, by=request.user),
        said=lambda made: f"Invitation renvoyée à {made.email}. L’ancien lien ne sert plus.",
        done=REGISTER,
    )


@require_POST
def role_uninvite(request, number):
    invitation = _invitation(request, number)
    return run_action(
        request,
        lambda: invitations.withdraw(invitation, by=request.user),
        said=lambda made: f"Invitation de {made.email} annulée. Son lien ne sert plus.",
        done=REGISTER,
    )


def account_change(request, reference):
    context = pages.detail(_change(request, reference), request.user)
    return render(request, f"{FOLDER}/detail.html", context)


def account_change_act(request, reference, address):
    return transition_page(request, _change(request, reference), address)


def _change(request, reference):
    rows = pages.every()
    return visible_or_404(AccountChange, request.user, rows=rows, reference=reference)


def _only_desk(request):
    """Foreign and missing are one: the page does not exist for others."""
    if not desk(request.user, None):
        raise Http404


def _invitation(request, number):
    _only_desk(request)
    return visible_or_404(Invitation, request.user, pk=number, purpose=invitations.PURPOSE)
