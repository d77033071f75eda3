"""Views of representative bodies: their list, their page, their contacts; the office's list of those to verify."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse

from labelling.parties.bodies import actions, listing
from labelling.parties.bodies.exports import BODIES, QUEUE
from labelling.parties.bodies.forms import NATIONAL, BodyForm, ContactForm, VerifyForm
from labelling.parties.bodies.models import BodyContact, RepresentativeBody
from labelling.parties.bodies.reading import BodiesFileForm
from labelling.parties.bodies.rules import keeper, verifier
from labelling.parties.organisms.models import Organism
from portal import access
from portal.exports.tables import exported
from portal.ui import words
from portal.web.forms import Form
from portal.web.pages import form_page, only, visible_or_404
from portal.web.pagination import Paginator

FOLDER = "labelling/bodies"
A_PAGE = 50
TO_VERIFY = (
    "Le référent label vérifie l’instance et ses adresses avant qu’une demande d’avis ne parte."
)


@exported(QUEUE)
def body_queue(request):
    form = listing.filter_form(request.user, request.GET)
    rows = listing.of_all(request.user, request.GET, form)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "is_narrowed": form.is_valid() and any(form.cleaned_data.values()),
    }
    return render(request, f"{FOLDER}/queue.html", context)


@exported(BODIES)
def body_list(request, slug):
    rows = listing.of_organism(request.user, request.GET, slug=slug)
    organism = visible_or_404(Organism, request.user, slug=slug)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, f"{FOLDER}/list.html", {"organism": organism, "page": page})


def _organism(request, slug):
    organism = visible_or_404(Organism, request.user, slug=slug)
    only(keeper, request.user, organism)
    return organism


def _body(request, slug, number, rule=keeper):
    """The body, or 404; 403 with the name of those who keep it."""
    rows = listing.rows()
    body = visible_or_404(
        RepresentativeBody, request.user, rows=rows, organism__slug=slug, pk=number
    )
    only(rule, request.user, body)
    return body


def body_detail(request, slug, number):
    body = _body(request, slug, number)
    context = {
        "body": body,
        "organism": body.organism,
        "contacts": list(body.contacts.filter(left_on=None)),
        "may_verify": verifier(request.user, body) and body.ended_on is None,
        "visibilities": [
            {"label": line.label, "reason": line.reason} for line in access.who_sees(body)
        ],
    }
    return render(request, f"{FOLDER}/detail.html", context)


def _form_page(request, form_class, thing, organism, **given):
    context = {"organism": organism, "national": NATIONAL} | given.pop("context", {})
    return form_page(
        request, form_class, thing=thing, template=f"{FOLDER}/form.html", context=context, **given
    )


def body_add(request, slug):
    organism = _organism(request, slug)

    def save(form):
        facts = form.facts
        return actions.add_body(organism, by=form.by, plan=facts.pop("plan"), facts=facts)

    return _form_page(
        request,
        BodyForm,
        organism,
        organism,
        title="Ajouter une instance",
        submit="Ajouter l’instance",
        save=save,
        said=f"L’instance est ajoutée. {TO_VERIFY}",
    )


def body_edit(request, slug, number):
    body = _body(request, slug, number)

    def save(form):
        facts = form.facts
        plan = facts.pop("plan")
        return actions.change_body(
            body, facts, by=form.by, seen=form.expected_stamp or "", plan=plan
        )

    return _form_page(
        request,
        BodyForm,
        body,
        body.organism,
        base=body,
        title="Modifier l’instance",
        submit="Enregistrer",
        save=save,
        said="C’est enregistré.",
    )


def body_verify(request, slug, number):
    body = _body(request, slug, number, verifier)
    effects = [
        "Ce que dit cette instance compte comme sa propre parole, et non comme une déclaration de l’organisme.",
        "Une demande d’avis peut partir aux contacts vérifiés, et à eux seuls.",
    ]
    return _form_page(
        request,
        VerifyForm,
        body,
        body.organism,
        title="Vérifier l’instance",
        submit="C’est vérifié",
        context={"effects": effects},
        save=lambda form: actions.verify(body, by=form.by, **form.facts),
        said="L’instance est vérifiée.",
    )


def body_end(request, slug, number):
    body = _body(request, slug, number)
    effects = [
        "Plus aucun avis ne lui est demandé, et ses liens n’ouvrent plus rien.",
        "Ce qu’elle a dit reste dans les dossiers.",
    ]
    return _form_page(
        request,
        Form,
        body,
        body.organism,
        title="Retirer l’instance",
        submit="Retirer l’instance",
        context={"effects": effects},
        save=lambda form: actions.end_body(body, by=form.by),
        said="L’instance est retirée de la liste.",
        done=reverse("labelling:body_list", args=[slug]),
    )


def contact_add(request, slug, number):
    body = _body(request, slug, number)
    return _form_page(
        request,
        ContactForm,
        body,
        body.organism,
        title="Ajouter un contact",
        submit="Ajouter le contact",
        save=lambda form: actions.add_contact(body, form.facts, by=form.by),
        said="Le contact est ajouté. Le référent label le vérifie avant qu’une demande ne lui parte.",
        done=body,
    )


def _contact(request, slug, number, contact):
    body = _body(request, slug, number)
    rows = listing.contacts()
    return visible_or_404(BodyContact, request.user, rows=rows, body=body, pk=contact)


def contact_edit(request, slug, number, contact):
    one = _contact(request, slug, number, contact)

    def save(form):
        return actions.change_contact(one, form.facts, by=form.by, seen=form.expected_stamp or "")

    return _form_page(
        request,
        ContactForm,
        one.body,
        one.body.organism,
        base=one,
        title="Modifier le contact",
        submit="Enregistrer",
        save=save,
        said="C’est enregistré.",
        done=one.body,
    )


def contact_end(request, slug, number, contact):
    one = _contact(request, slug, number, contact)
    effects = ["Les liens envoyés à ce contact n’ouvrent plus rien, dès maintenant."]
    return _form_page(
        request,
        Form,
        one.body,
        one.body.organism,
        title="Noter le départ d’un contact",
        submit="Ce contact est parti",
        context={"effects": effects, "about": one},
        save=lambda form: actions.end_contact(one, by=form.by),
        said="Le départ est noté.",
        done=one.body,
    )


def contact_erase(request, slug, number, contact):
    one = _contact(request, slug, number, contact)
    effects = [
        "Le nom, la fonction et les adresses sont effacés aussitôt, sans retour.",
        "Les liens envoyés à ce contact n’ouvrent plus rien.",
    ]
    return _form_page(
        request,
        Form,
        one.body,
        one.body.organism,
        title="Effacer un contact, à sa demande",
        submit="Effacer ce contact",
        context={"effects": effects, "about": one},
        save=lambda form: actions.erase_contact(one, by=form.by),
        said="Le contact est effacé.",
        done=one.body,
    )


def body_import(request, slug):
    organism = _organism(request, slug)
    return form_page(
        request,
        BodiesFileForm,
        thing=organism,
        template=f"{FOLDER}/import.html",
        title="Importer les instances",
        preview=lambda form: None if "sure" in request.POST else form.cleaned_data["file"],
        save=partial(_add_rows, organism),
        said=lambda made: (
            f"{words.count(made[0], 'instance ajoutée', 'instances ajoutées')}, "
            f"{words.count(made[1], 'contact ajouté', 'contacts ajoutés')}. {TO_VERIFY}"
        ),
        done=reverse("labelling:body_list", args=[slug]),
    )


def _add_rows(organism, form):
    rows = [row.facts for row in form.cleaned_data["file"].kept]
    return actions.add_several(organism, rows, by=form.by)
