"""Pages of the pieces of a practice, and the addresses where everybody reads those of a published sheet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from observatory import editing, pages
from observatory.finding import find
from observatory.models import PracticePiece
from observatory.pieces import keeping
from observatory.pieces.forms import FORMS, NATURES
from portal.documents.views import attachment
from portal.web.edit_conflicts import Changed
from portal.web.pages import refusal, visible_or_404
from portal.workflow import Forbidden, Refused

ACTS = {"retirer": keeping.remove, "premiere": keeping.put_first, "monter": keeping.move_up}


@require_safe
@login_not_required
def practice_piece(request, slug, order):
    """A picture or a document of a published sheet, and of no other."""
    rows = PracticePiece.objects.visible_to(request.user).select_related("file", "practice")
    facts = {"practice__slug": slug, "order": order, "is_reserved": False, "file__isnull": False}
    piece = visible_or_404(PracticePiece, request.user, rows=rows, **facts)
    if not (piece.practice.is_published and piece.file.is_downloadable):
        raise Http404
    return shown(piece.file) if piece.is_picture else attachment(piece.file)


def shown(stored):
    """A picture, in the page."""
    content = stored.file.storage.open(stored.file.name)
    answer = FileResponse(content, content_type=stored.content_type)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "public, max-age=300"
    return answer


def pieces(request, reference):
    practice = find(request, reference)
    if problem := editing.obstacle(practice, request.user):
        return refusal(request, practice, problem)
    if request.method == "POST":
        return _change(request, practice)
    context = pages.piece_list(practice)
    return render(request, "observatory/pieces/list.html", context)


def _change(request, practice):
    act, _, order = request.POST.get("act", "").partition("-")
    if act not in ACTS or not order.isdigit() or len(order) > 4:
        raise Http404
    try:
        ACTS[act](practice, int(order), by=request.user)
    except (Refused, Forbidden) as problem:
        return refusal(request, practice, problem)
    messages.success(request, "C’est enregistré.")
    return redirect("observatory:practice_pieces", practice.reference)


def piece_add(request, reference, address):
    practice = find(request, reference)
    if address not in FORMS:
        raise Http404
    if problem := editing.obstacle(practice, request.user):
        return refusal(request, practice, problem)
    kind, heading, form_class = FORMS[address]
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = form_class(*data, by=request.user)
    status = _keep(keeping.add, request, practice, kind, form)
    if status is None:
        messages.success(request, "La pièce est ajoutée.")
        return redirect("observatory:practice_pieces", practice.reference)
    context = {"practice": practice, "form": form, "heading": heading, "verb": "Ajouter"}
    return _page(request, context, status)


def _page(request, context, status):
    return render(request, "observatory/pieces/piece.html", context, status=status)


def piece_edit(request, reference, order):
    """`?nature=` says what the piece becomes: a video of a link, a picture of a document."""
    practice = find(request, reference)
    piece = visible_or_404(PracticePiece, request.user, practice=practice, order=order)
    if problem := editing.obstacle(practice, request.user):
        return refusal(request, practice, problem)
    kind, form = _form(request, piece)
    done = {"seen": request.POST.get("seen"), "order": order}
    status = _keep(keeping.change, request, practice, kind, form, **done)
    if status is None:
        messages.success(request, "C’est enregistré.")
        return redirect("observatory:practice_pieces", practice.reference)
    piece.refresh_from_db()
    return _page(request, pages.piece_page(practice, piece, kind, form), status)


def _form(request, piece):
    """(the kind that is asked for, its form over what the piece says)."""
    natures = dict(NATURES[piece.kind])
    here = next(address for address, (kind, *_) in FORMS.items() if kind == piece.kind)
    asked = request.GET.get("nature")
    kind, _, form_class = FORMS[asked if asked in natures else here]
    told = {name: getattr(piece, name) for name in keeping.SAID}
    told["title"] = piece.title or piece.alt
    told["alt"] = piece.alt or piece.title
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    return kind, form_class(*data, by=request.user, kept=piece.file, initial=told)


def _keep(write, request, practice, kind, form, **facts):
    """None once kept; else the status of a form that says why it is not."""
    if not form.is_valid():
        return 422 if form.is_bound else 200
    try:
        write(practice, by=request.user, kind=kind, **facts, **form.cleaned_data)
    except Changed:
        sentence = "Cette pièce a changé pendant que vous écriviez. Enregistrer de nouveau garde votre texte."
        form.add_error(None, sentence)
        return 409
    except Refused as refused:
        form.add_error(None, str(refused))
        return 409
    except ValidationError as error:
        form.add_error("upload", error)
        return 422
