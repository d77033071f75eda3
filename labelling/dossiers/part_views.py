"""The pages where people write: engagement, pieces, tenants, complements, waiver."""

from django.shortcuts import render

from labelling.dossiers import pieces, recording
from labelling.dossiers.addresses import page
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
from labelling.dossiers.part_page import posted, write
from labelling.dossiers.views import find
from portal.views import get_visible_or_404


def dossier_pieces(request, reference):
    dossier = find(request, reference)
    return render(request, "labelling/dossiers/pieces.html", evidence(dossier, request.user))


def dossier_engagement(request, reference):
    dossier, user = find(request, reference), request.user
    form = EngagementForm(*posted(request), thing=dossier, by=user)

    def save(data):
        recording.sign_engagement(dossier, by=user, letter=data["letter"])

    context = {"button": "Signer l’engagement", "intro": "labelling/dossiers/engagement_intro.html"}
    said = "Engagement signé."
    return write(
        request,
        dossier,
        "engagement",
        form,
        save,
        heading="Engagement",
        said=said,
        done=dossier,
        context=context,
    )


def dossier_piece_add(request, reference):
    dossier, user = find(request, reference), request.user
    form = PieceForm(
        *posted(request), thing=dossier, by=user, initial={"piece": request.GET.get("piece")}
    )

    def save(data):
        pieces.add_piece(dossier, data["upload"], by=user, code=data["piece"], title=data["title"])

    done, context = (
        page(dossier, "dossier_pieces"),
        {"button": "Verser la pièce", "busy": "Envoi en cours…"},
    )
    heading, said = "Ajouter une pièce", "Pièce versée."
    return write(
        request,
        dossier,
        "pieces",
        form,
        save,
        heading=heading,
        said=said,
        done=done,
        context=context,
    )


def dossier_piece_replace(request, reference, token):
    """The piece is named by the token of its file."""
    dossier, user = find(request, reference), request.user
    rows = Piece.objects.visible_to(user).select_related("file", "dossier")
    piece = get_visible_or_404(Piece, user, rows=rows, dossier=dossier, file__token=token)
    form = ReplacementForm(*posted(request), thing=dossier, by=user, code=piece.code)

    def save(data):
        pieces.replace_piece(piece, data["upload"], by=user)

    done, context = (
        page(dossier, "dossier_pieces"),
        {"button": "Verser la nouvelle version", "busy": "Envoi en cours…"},
    )
    heading, said = (
        f"Remplacer « {piece.title} »",
        "Nouvelle version versée ; l’ancienne est gardée.",
    )
    return write(
        request,
        dossier,
        "pieces",
        form,
        save,
        heading=heading,
        said=said,
        done=done,
        context=context,
    )


def dossier_tenants(request, reference):
    dossier, user = find(request, reference), request.user
    initial = {"stage": request.GET.get("etape"), "kind": request.GET.get("nature")}
    form = TenantsForm(
        *posted(request), thing=dossier, by=user, initial={k: v for k, v in initial.items() if v}
    )

    def save(data):
        recording.add_tenants(dossier, by=user, **data)

    done, context = (
        page(dossier, "dossier_pieces"),
        {"button": "Verser la preuve", "busy": "Envoi en cours…"},
    )
    heading, said = "Association des locataires", "Preuve versée."
    return write(
        request,
        dossier,
        "tenants",
        form,
        save,
        heading=heading,
        said=said,
        done=done,
        context=context,
    )


def dossier_complements(request, reference):
    dossier, user = find(request, reference), request.user
    form = ComplementsForm(*posted(request), thing=dossier, by=user)

    def save(_data):
        recording.answer_complements(dossier, form.answers, by=user)

    context = {
        "button": "Enregistrer les réponses",
        "intro": "labelling/dossiers/complements_intro.html",
    }
    heading, said = (
        "Compléments demandés",
        "Réponses enregistrées. Une personne signataire dépose les compléments.",
    )
    return write(
        request,
        dossier,
        "complements",
        form,
        save,
        heading=heading,
        said=said,
        done=dossier,
        context=context,
    )


def dossier_waiver(request, reference):
    dossier, user = find(request, reference), request.user
    form = WaiverForm(*posted(request), thing=dossier, by=user)

    def save(data):
        recording.grant_waiver(dossier, by=user, reason=data["reason"])

    heading, said = (
        "Dérogation à la fenêtre de l’audit",
        "Dérogation accordée et inscrite au journal.",
    )
    context = {"button": "Accorder la dérogation"}
    return write(
        request,
        dossier,
        "waiver",
        form,
        save,
        heading=heading,
        said=said,
        done=dossier,
        context=context,
    )
