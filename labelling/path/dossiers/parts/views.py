"""Views of the parts of a dossier: engagement, pieces, tenants, complements, waiver."""

from dataclasses import replace

from django.shortcuts import render

from labelling.path.dossiers.forms import (
    EngagementForm,
    PieceForm,
    ReplacementForm,
    TenantsForm,
    WaiverForm,
)
from labelling.path.dossiers.models import Piece
from labelling.path.dossiers.parts import actions, pieces
from labelling.path.dossiers.parts.forms import ComplementsForm
from labelling.path.dossiers.parts.pages import Part, evidence, part_page
from labelling.path.dossiers.views import visible_dossier
from portal.ui import words
from portal.web.pages import visible_or_404

SENDING = {"to": "dossier_pieces", "busy": "Envoi en cours…"}
ENGAGEMENT = Part(
    "engagement",
    "Engagement",
    "Signer l’engagement",
    "Engagement signé.",
    intro="labelling/dossiers/engagement_intro.html",
)
PIECE = Part(
    "pieces",
    "Ajouter une pièce",
    "Verser la pièce",
    lambda made: words.done(made, "Pièce versée", "pièces versées"),
    **SENDING,
)
VERSION = Part(
    "pieces",
    "Remplacer une pièce",
    "Verser la nouvelle version",
    "Nouvelle version versée ; l’ancienne est gardée.",
    **SENDING,
)
TENANTS = Part(
    "tenants", "Association des locataires", "Verser la preuve", "Preuve versée.", **SENDING
)
COMPLEMENTS = Part(
    "complements",
    "Compléments demandés",
    "Enregistrer les réponses",
    "Réponses enregistrées. Une personne signataire dépose les compléments.",
    intro="labelling/dossiers/complements_intro.html",
)
WAIVER = Part(
    "waiver",
    "Dérogation à la fenêtre de l’audit",
    "Accorder la dérogation",
    "Dérogation accordée et inscrite au journal.",
)


def dossier_pieces(request, reference):
    dossier = visible_dossier(request, reference)
    return render(request, "labelling/dossiers/pieces.html", evidence(dossier, request.user))


def dossier_engagement(request, reference):
    dossier = visible_dossier(request, reference)

    def save(form):
        actions.sign_engagement(dossier, by=form.by, letter=form.cleaned_data["letter"])

    return part_page(request, dossier, ENGAGEMENT, EngagementForm, save=save)


def dossier_piece_add(request, reference):
    dossier = visible_dossier(request, reference)

    def save(form):
        code, title = form.cleaned_data["piece"], form.cleaned_data["title"]
        uploads = form.cleaned_data["upload"]
        return pieces.add_pieces(dossier, uploads, by=form.by, code=code, title=title)

    asked = {"piece": request.GET.get("piece")}
    return part_page(request, dossier, PIECE, PieceForm, save=save, initial=asked)


def dossier_piece_replace(request, reference, token):
    """The piece is named by the token of its file."""
    dossier, user = visible_dossier(request, reference), request.user
    rows = Piece.objects.visible_to(user).select_related("file", "dossier")
    piece = visible_or_404(Piece, user, rows=rows, dossier=dossier, file__token=token)

    def save(form):
        pieces.replace_piece(piece, form.cleaned_data["upload"], by=user)

    part = replace(VERSION, heading=f"Remplacer « {piece.title} »")
    return part_page(request, dossier, part, ReplacementForm, save=save, code=piece.code)


def dossier_tenants(request, reference):
    dossier = visible_dossier(request, reference)
    asked = {"stage": request.GET.get("etape"), "kind": request.GET.get("nature")}
    initial = {name: value for name, value in asked.items() if value}

    def save(form):
        actions.add_tenants(dossier, by=form.by, **form.facts)

    return part_page(request, dossier, TENANTS, TenantsForm, save=save, initial=initial)


def dossier_complements(request, reference):
    dossier = visible_dossier(request, reference)

    def save(form):
        seen = form.expected_stamp
        actions.answer_complements(
            dossier, form.answers, by=form.by, seen=seen, uploads=form.uploads
        )

    def begin(form):
        seen = form.expected_stamp
        return {"seen": actions.begin_answers(dossier, form.answers, by=form.by, seen=seen)}

    return part_page(request, dossier, COMPLEMENTS, ComplementsForm, save=save, quietly=begin)


def dossier_waiver(request, reference):
    dossier = visible_dossier(request, reference)

    def save(form):
        actions.grant_waiver(dossier, by=form.by, reason=form.cleaned_data["reason"])

    return part_page(request, dossier, WAIVER, WaiverForm, save=save)
