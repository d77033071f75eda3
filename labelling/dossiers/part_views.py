"""The pages where people write: engagement, pieces, tenants, complements, waiver."""

from dataclasses import replace

from django.shortcuts import render

from labelling.dossiers import pieces, recording
from labelling.dossiers.evidence import evidence
from labelling.dossiers.forms import (
    ComplementsForm,
    EngagementForm,
    PieceForm,
    ReplacementForm,
    TenantsForm,
    WaiverForm,
)
from labelling.dossiers.models import Piece
from labelling.dossiers.part_page import Part, posted, write
from labelling.dossiers.views import find
from portal.web.pages import visible_or_404

SENDING = {"to": "dossier_pieces", "busy": "Envoi en cours…"}
ENGAGEMENT = Part(
    "engagement",
    "Engagement",
    "Signer l’engagement",
    "Engagement signé.",
    intro="labelling/dossiers/engagement_intro.html",
)
PIECE = Part("pieces", "Ajouter une pièce", "Verser la pièce", "Pièce versée.", **SENDING)
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
    dossier = find(request, reference)
    return render(request, "labelling/dossiers/pieces.html", evidence(dossier, request.user))


def dossier_engagement(request, reference):
    dossier, user = find(request, reference), request.user
    form = EngagementForm(*posted(request), thing=dossier, by=user)

    def save(data):
        recording.sign_engagement(dossier, by=user, letter=data["letter"])

    return write(request, dossier, ENGAGEMENT, form, save)


def dossier_piece_add(request, reference):
    dossier, user = find(request, reference), request.user
    form = PieceForm(
        *posted(request), thing=dossier, by=user, initial={"piece": request.GET.get("piece")}
    )

    def save(data):
        pieces.add_piece(dossier, data["upload"], by=user, code=data["piece"], title=data["title"])

    return write(request, dossier, PIECE, form, save)


def dossier_piece_replace(request, reference, token):
    """The piece is named by the token of its file."""
    dossier, user = find(request, reference), request.user
    rows = Piece.objects.visible_to(user).select_related("file", "dossier")
    piece = visible_or_404(Piece, user, rows=rows, dossier=dossier, file__token=token)
    form = ReplacementForm(*posted(request), thing=dossier, by=user, code=piece.code)

    def save(data):
        pieces.replace_piece(piece, data["upload"], by=user)

    return write(
        request, dossier, replace(VERSION, heading=f"Remplacer « {piece.title} »"), form, save
    )


def dossier_tenants(request, reference):
    dossier, user = find(request, reference), request.user
    asked = {"stage": request.GET.get("etape"), "kind": request.GET.get("nature")}
    initial = {name: value for name, value in asked.items() if value}
    form = TenantsForm(*posted(request), thing=dossier, by=user, initial=initial)

    def save(data):
        recording.add_tenants(dossier, by=user, **data)

    return write(request, dossier, TENANTS, form, save)


def dossier_complements(request, reference):
    dossier, user = find(request, reference), request.user
    form = ComplementsForm(*posted(request), thing=dossier, by=user)
    seen = request.POST.get("seen")

    def save(_data):
        recording.answer_complements(dossier, form.answers, by=user, seen=seen)

    def begin():
        return {"seen": recording.begin_answers(dossier, form.answers, by=user, seen=seen)}

    return write(request, dossier, COMPLEMENTS, form, save, quietly=begin)


def dossier_waiver(request, reference):
    dossier, user = find(request, reference), request.user
    form = WaiverForm(*posted(request), thing=dossier, by=user)

    def save(data):
        recording.grant_waiver(dossier, by=user, reason=data["reason"])

    return write(request, dossier, WAIVER, form, save)
