"""The one page that writes a part of a dossier: right, state, form, effect, and what was typed kept."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render

from labelling.dossiers.addresses import page
from labelling.dossiers.editing import obstacle
from portal.web.autosave import is_quiet, keep
from portal.web.once import new_key, once
from portal.workflow import Refused, Stale


@dataclass(frozen=True)
class Part:
    """What the page of a part says; `to` names the page that follows a success."""

    name: str
    heading: str
    button: str
    said: str
    to: str = "dossier_detail"
    busy: str = "Enregistrement en cours…"
    intro: str = ""


def refuse_unless_writable(part, dossier, user):
    """403 with its sentence: another person's part, or a part that is only read now (BR-25)."""
    if problem := obstacle(part, dossier, user):
        raise PermissionDenied(str(problem))


@once
def write(request, dossier, part, form, save, *, quietly=None):
    """`save(cleaned_data)` writes; `form` is bound when the request posts; `quietly()` saves by itself."""
    refuse_unless_writable(part.name, dossier, request.user)
    if quietly and is_quiet(request):
        return keep(form, quietly)
    if request.method == "POST" and form.is_valid() and _saved(form, save):
        messages.success(request, part.said)
        return redirect(page(dossier, part.to))
    context = {"thing": dossier, "form": form, "part": part, "once": new_key()}
    context["saves_itself"] = quietly and not form.errors
    status = 422 if form.errors else 200
    return render(request, "labelling/dossiers/part.html", context, status=status)


def _saved(form, save):
    """False with the reason beside the form; a stale page is only a reason to read again."""
    try:
        save(form.cleaned_data)
    except Stale:
        pairs = form.pairs() if hasattr(form, "pairs") else []  # read before the error empties it
        form.add_error(
            None, "Le dossier a changé depuis l’affichage de cette page. Relisez, puis renvoyez."
        )
        form.two_texts = pairs
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as error:
        form.add_error("upload" if "upload" in form.fields else None, error)
    return not form.errors


def posted(request):
    """What a form is bound to."""
    return (request.POST, request.FILES) if request.method == "POST" else ()
