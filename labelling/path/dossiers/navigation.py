"""Entry of dossiers in the member bar, and the first steps of who has none yet."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.panels import Panel, register_panel
from labelling.parties.organisms.rules import instructor, member, memberships, signatory
from portal.web.member_home import Block, register_home_block
from portal.web.navigation import SPACE, Entry, register_entry


@dataclass(frozen=True)
class Step:
    title: str
    why: str
    url: str


def organisms_without_dossier():
    return Organism.objects.filter(is_active=True, dossiers=None).annotate(
        people=Count("memberships", Q(memberships__is_active=True))
    )


def remaining(user, organism):
    """What is left to do, in order; the first dossier ends them all."""
    signs, found = signatory(user, organism), []
    if not (organism.website and organism.tenant_contact):
        found.append(
            Step(
                "Compléter la fiche de l’organisme",
                "Son site et un contact pour les locataires\u00a0: l’annuaire les montrera.",
                reverse("labelling:organism_public_facts", args=[organism.slug]),
            )
        )
    if signs and organism.people < 2:
        found.append(
            Step(
                "Inviter des collègues",
                "Deux personnes signataires au moins, et qui prépare le dossier avec vous.",
                reverse("labelling:member_invite", args=[organism.slug]),
            )
        )
    found.append(
        Step(
            "Poser vos questions au référent du label",
            "Un appui-conseil se demande dès le premier jour\u00a0: rien de ce qui s’y dit n’entre dans un dossier.",
            f"{reverse('labelling:support_request')}?organisme={organism.slug}",
        )
    )
    if signs:
        found.append(
            Step(
                "Ouvrir le premier dossier",
                "Un brouillon s’écrit à votre rythme\u00a0: rien n’est envoyé avant le dépôt.",
                f"{reverse('labelling:dossier_open')}?organisme={organism.slug}",
            )
        )
    return found


def first_steps(user, organism):
    return {"organism": organism, "steps": remaining(user, organism)}


def home_block(user):
    if not (mine := memberships(user)):
        return None
    rows = organisms_without_dossier().visible_to(user).filter(pk__in=mine)
    said = [first_steps(user, organism) for organism in rows.order_by("name__french")]
    return Block("labelling/dossiers/first_steps_home.html", said) if said else None


def panel(user, organism, dossier=None):
    if dossier or not member(user, organism):
        return None
    row = organisms_without_dossier().filter(pk=organism.pk).first()
    return Panel("labelling/dossiers/first_steps.html", first_steps(user, row)) if row else None


def has_dossiers(user):
    """Those who act for an organism, and those who instruct."""
    return instructor(user, None) or bool(memberships(user))


register_home_block(home_block)
register_panel(panel)
register_entry(
    SPACE,
    Entry(
        "Dossiers",
        "labelling:dossier_list",
        visible=has_dossiers,
        order=20,
        root="/espace/dossiers/",
    ),
)
