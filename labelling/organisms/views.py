"""The pages of organisms: list, page, creation, facts, members."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from labelling.organisms import joining, pages, registering
from labelling.organisms.forms import ConsentForm, CreateForm, DepartureForm, FactsForm, InviteForm
from labelling.organisms.models import Organism
from labelling.organisms.rules import instructor, signatory
from portal.web.edit_conflicts import Changed
from portal.web.once import new_key, once
from portal.web.pages import visible_or_404
from portal.workflow import Refused


def find(request, slug):
    return visible_or_404(Organism, request.user, slug=slug)


def allow(rule, request, organism=None):
    """403 with the name of those whose page it is."""
    if not rule(request.user, organism):
        raise PermissionDenied(f"Cette page est à : {rule.label}.")


def organism_list(request):
    form, page = pages.page_of(Organism.objects.visible_to(request.user), request.GET)
    context = {"form": form, "page": page, "may_create": instructor(request.user, None)}
    return render(request, "labelling/organisms/list.html", context)


def organism_detail(request, slug):
    organism = find(request, slug)
    return render(
        request, "labelling/organisms/detail.html", pages.organism_page(organism, request.user)
    )


@once
def organism_create(request):
    allow(instructor, request)
    form = CreateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        organism = registering.create_organism(by=request.user, **form.facts)
        messages.success(
            request,
            registering.welcome(organism, form.cleaned_data["signatory_email"], by=request.user),
        )
        return redirect(organism)
    return _form(request, form, "Ajouter un organisme", "Ajouter l’organisme")


@once
def organism_edit(request, slug):
    organism = find(request, slug)
    allow(instructor, request, organism)
    form = FactsForm(request.POST or None, instance=organism)
    if (
        request.method == "POST"
        and form.is_valid()
        and _kept(request, form, registering.save_facts)
    ):
        messages.success(request, "C’est enregistré.")
        return redirect(organism)
    return _form(request, form, "Faits connus", "Enregistrer", organism)


@once
def organism_consent(request, slug):
    organism = find(request, slug)
    allow(signatory, request, organism)
    form = ConsentForm(request.POST or None, instance=organism)
    save = registering.save_consent
    if request.method == "POST" and form.is_valid() and _kept(request, form, save):
        messages.success(request, "C’est enregistré. L’annuaire en tient compte aussitôt.")
        return redirect(organism)
    return _form(request, form, "Paraître en public", "Enregistrer", organism)


@once
def member_invite(request, slug):
    organism = find(request, slug)
    allow(joining.may_manage, request, organism)
    form = InviteForm(request.POST or None, thing=organism, by=request.user)
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(form, joining.invite_member, organism, **form.cleaned_data)
    ):
        messages.success(
            request, f"Invitation envoyée à {form.cleaned_data['email']}. Elle vaut quatorze jours."
        )
        return redirect(organism)
    return _form(request, form, "Inviter une personne", "Envoyer l’invitation", organism)


@once
def member_end(request, slug):
    organism = find(request, slug)
    allow(joining.may_manage, request, organism)
    form = DepartureForm(request.POST or None, thing=organism, by=request.user)
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(form, joining.deactivate, form.cleaned_data["member"])
    ):
        messages.success(request, f"L’accès de {form.cleaned_data['member'].user} a pris fin.")
        return redirect(organism)
    return _form(request, form, "Mettre fin à un accès", "Mettre fin à l’accès", organism)


def _done(form, act, /, *args, **values):
    """Do it as the person of the form, or keep the reason beside the form (BR-04, too many invitations)."""
    try:
        act(*args, by=form.by, **values)
    except Refused as refused:
        form.add_error(None, str(refused))
    return not form.errors


def _kept(request, form, save):
    """Keep the facts as this person, or show both when somebody else changed them in between."""
    try:
        save(form, by=request.user)
    except Changed as changed:
        form.two_texts, form.seen = form.pairs(changed.current), changed.seen
        form.add_error(None, "Ces faits ont changé pendant que vous écriviez. Rien n’est perdu.")
    return not form.errors


def _form(request, form, heading, button, organism=None):
    page = {
        "form": form,
        "heading": heading,
        "button": button,
        "organism": organism,
        "once": new_key(),
    }
    return render(
        request, "labelling/organisms/form.html", page, status=422 if form.errors else 200
    )
