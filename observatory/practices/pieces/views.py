"""Views of the pieces of a practice, and the public files of a published one."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from observatory.practices import actions, pages
from observatory.practices.pieces import actions as piece_actions
from observatory.practices.pieces.forms import FORMS, NATURES
from observatory.practices.pieces.models import PracticePiece
from observatory.practices.querysets import find_practice
from portal.documents.pictures import sized
from portal.documents.views import attachment, inline_image
from portal.web.pages import SAVED, form_page, run_action, visible_or_404

ACTS = {
    "retirer": piece_actions.remove,
    "premiere": piece_actions.put_first,
    "monter": piece_actions.move_up,
}


@require_safe
@login_not_required
def practice_piece(request, slug, order):
    """A picture or a document of a published practice, else 404."""
    piece = _public_piece(request, slug, order, file__isnull=False)
    return inline_image(piece.file) if piece.is_picture else attachment(piece.file)


@require_safe
@login_not_required
def practice_piece_page(request, slug, order, form):
    """The size of a picture that the page shows, as WebP or AVIF, else 404."""
    field = sized("page", form)
    piece = _public_piece(request, slug, order, **{f"{field}__isnull": False})
    return inline_image(getattr(piece, field))


def _public_piece(request, slug, order, **having):
    rows = PracticePiece.objects.visible_to(request.user).select_related("file", "practice")
    facts = {"practice__slug": slug, "order": order, "is_reserved": False}
    piece = visible_or_404(PracticePiece, request.user, rows=rows, **facts, **having)
    if not (piece.practice.is_published and piece.file.is_downloadable):
        raise Http404
    return piece


def pieces(request, reference):
    practice = find_practice(request, reference)
    actions.refuse_unless_writable(practice, request.user)
    if request.method == "POST":
        return _change(request, practice)
    context = pages.piece_list(practice)
    return render(request, "observatory/practices/pieces/list.html", context)


def _change(request, practice):
    act, _, order = request.POST.get("act", "").partition("-")
    if act not in ACTS or not order.isdigit() or len(order) > 4:
        raise Http404
    return run_action(
        request,
        lambda: ACTS[act](practice, int(order), by=request.user),
        thing=practice,
        said=SAVED,
        done=_list_url(practice),
    )


def _list_url(practice):
    return reverse("observatory:practice_pieces", args=[practice.reference])


def piece_add(request, reference, address):
    practice = find_practice(request, reference)
    if address not in FORMS:
        raise Http404
    actions.refuse_unless_writable(practice, request.user)
    kind, heading, form_class = FORMS[address]
    return _piece_page(
        request,
        form_class,
        practice,
        {"practice": practice},
        title=heading,
        submit="Ajouter",
        save=lambda form: piece_actions.add(practice, by=form.by, kind=kind, **form.facts),
        said="La pièce est ajoutée.",
    )


def _piece_page(request, form_class, practice, context, **given):
    return form_page(
        request,
        form_class,
        thing=practice,
        template="observatory/practices/pieces/piece.html",
        context=context,
        done=_list_url(practice),
        **given,
    )


def piece_edit(request, reference, order):
    """`?nature=` converts the piece: a link to a video, a picture to a document."""
    practice = find_practice(request, reference)
    piece = visible_or_404(PracticePiece, request.user, practice=practice, order=order)
    actions.refuse_unless_writable(practice, request.user)
    kind, form_class = _asked(request, piece)

    def save(form):
        facts = {"kind": kind, "seen": form.expected_stamp}
        return piece_actions.change(practice, order, by=form.by, **facts, **form.facts)

    return _piece_page(
        request,
        form_class,
        practice,
        pages.piece_page(practice, piece, kind),
        submit="Enregistrer",
        save=save,
        said=SAVED,
        kept=piece.file,
        initial=_initial(piece),
    )


def _asked(request, piece):
    """(kind asked for, its form)."""
    natures = dict(NATURES[piece.kind])
    here = next(address for address, (kind, *_) in FORMS.items() if kind == piece.kind)
    asked = request.GET.get("nature")
    kind, _, form_class = FORMS[asked if asked in natures else here]
    return kind, form_class


def _initial(piece):
    """Initial values whatever the form: a picture's description becomes a document's title."""
    told = {name: getattr(piece, name) for name in piece_actions.SAID}
    return told | {"title": piece.title or piece.alt, "alt": piece.alt or piece.title}
