"""Views of organisms: list, page, creation, facts, members."""

from functools import partial

from django.shortcuts import redirect, render

from labelling.parties.organisms import actions as registering
from labelling.parties.organisms import pages
from labelling.parties.organisms.exports import ORGANISMS
from labelling.parties.organisms.forms import (
    ConsentForm,
    CreateForm,
    DepartureForm,
    FactsForm,
    FilterForm,
    InviteForm,
    PublicFactsForm,
)
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.people import actions as joining
from labelling.parties.organisms.pictures.models import picture_of
from labelling.parties.organisms.rules import instructor, member, memberships, signatory
from portal.exports.tables import exported
from portal.ui import words
from portal.web.pages import SAVED, form_page, only, visible_or_404
from portal.web.pagination import Paginator

A_PAGE = 25
FORM = "labelling/organisms/form.html"
TAKEN_INTO_ACCOUNT = "C’est enregistré. La fiche de l’annuaire en tient compte aussitôt."
form_of = partial(form_page, template=FORM)


def visible_organism(request, slug):
    return visible_or_404(Organism, request.user, slug=slug)


@exported(ORGANISMS)
def organism_list(request):
    form = FilterForm(request.GET, by=request.user)
    rows = pages.read_list(request.user, request.GET, form)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "is_narrowed": any(form.cleaned_data.values()),
        "may_create": instructor(request.user, None),
    }
    return render(request, "labelling/organisms/list.html", context)


def organism_own(request):
    """The page of one's organism; the list of them for who acts for several, or for none."""
    keys = list(memberships(request.user))
    own = Organism.objects.visible_to(request.user).filter(pk__in=keys).first()
    return redirect(own if len(keys) == 1 and own else "labelling:organism_list")


def organism_detail(request, slug):
    organism = visible_organism(request, slug)
    return render(
        request, "labelling/organisms/detail.html", pages.organism_page(organism, request.user)
    )


def organism_create(request):
    only(instructor, request.user)
    return form_of(
        request,
        CreateForm,
        title="Ajouter un organisme",
        submit="Ajouter l’organisme",
        save=lambda form: registering.begin(by=request.user, **form.cleaned_data),
        done=lambda made: made[0],
        said=lambda made: made[1],
    )


def organism_edit(request, slug):
    organism = visible_organism(request, slug)
    only(instructor, request.user, organism)
    save = partial(registering.save_facts, by=request.user)
    words = {"title": "Faits connus", "submit": "Enregistrer", "said": SAVED}
    return form_of(request, FactsForm, thing=organism, save=save, **words)


def organism_public_facts(request, slug):
    organism = visible_organism(request, slug)
    only(member | instructor, request.user, organism)
    save = partial(registering.save_public_facts, by=request.user)
    words = {"title": "Fiche publique", "submit": "Enregistrer"}
    return form_page(
        request,
        PublicFactsForm,
        thing=organism,
        template="labelling/organisms/public_facts.html",
        context={"picture": picture_of(organism)},
        save=save,
        said=TAKEN_INTO_ACCOUNT,
        **words,
    )


def organism_consent(request, slug):
    organism = visible_organism(request, slug)
    only(signatory, request.user, organism)
    save = partial(registering.save_consent, by=request.user)
    words = {"title": "Paraître en public", "submit": "Enregistrer"}
    said = "C’est enregistré. L’annuaire en tient compte aussitôt."
    return form_of(request, ConsentForm, thing=organism, save=save, said=said, **words)


def member_invite(request, slug):
    organism = visible_organism(request, slug)
    only(joining.may_manage, request.user, organism)
    return form_of(
        request,
        InviteForm,
        thing=organism,
        title="Inviter une personne",
        submit="Envoyer l’invitation",
        save=lambda form: joining.invite_member(organism, by=request.user, **form.facts),
        said=lambda made: f"Invitation envoyée à {made.email}. Elle vaut quatorze jours.",
        done=organism,
    )


def _departed(member):
    last = (
        f"prend fin le {words.day(member.until_on)} au soir" if member.is_active else "a pris fin"
    )
    return f"L’accès {words.of(member.user)} {last}."


def member_end(request, slug):
    organism = visible_organism(request, slug)
    only(joining.may_manage, request.user, organism)
    return form_of(
        request,
        DepartureForm,
        thing=organism,
        title="Mettre fin à un accès",
        submit="Mettre fin à l’accès",
        context={"effects": pages.departure_effects(organism)},
        save=lambda form: joining.deactivate(by=request.user, **form.facts),
        said=_departed,
        done=organism,
    )
