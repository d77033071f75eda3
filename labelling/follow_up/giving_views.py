"""Views of « Confier à »: seen without writing, given, undone."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST

from labelling.follow_up import giving
from labelling.follow_up.handings import Handing
from labelling.follow_up.mail_forms import GiveForm, chosen
from labelling.follow_up.rules import office, sender
from portal.web.pages import form_page, only, run_action, visible_or_404

FOLDER = "labelling/follow_up"


def charge_give(request):
    """First what each organism would bring, and which would bring nothing and why; then « Confier »."""
    if not office(request.user, None):
        raise Http404
    only(
        sender,
        request.user,
        None,
        "Seuls le référent label et son suppléant confient des dossiers.",
    )

    def dry_run(form):
        if "give" in request.POST:
            return None
        asked = form.cleaned_data
        return {"shares": giving.shares(asked["organism"], asked["person"], by=form.by)}

    def save(form):
        return giving.give(form.facts["organism"], form.facts["person"], by=request.user)

    return form_page(
        request,
        GiveForm,
        template=f"{FOLDER}/give.html",
        title="Confier des dossiers",
        submit="Confier",
        initial={"organism": chosen(request)},
        save=save,
        preview=dry_run,
        said="C’est confié. Vous pouvez annuler tant que le courriel n’est pas parti.",
    )


def handing(request, reference):
    found = _handing(request, reference)
    lines = found.lines.select_related("dossier__organism", "before__person")
    context = {"handing": found, "lines": lines, "may_undo": sender(request.user, found)}
    return render(request, f"{FOLDER}/handing.html", context)


@require_POST
def handing_undo(request, reference):
    found = _handing(request, reference)
    return run_action(
        request,
        lambda: giving.undo(found, by=request.user),
        thing=found,
        said="C’est annulé\u00a0: chaque dossier revient à qui l’avait.",
    )


def _handing(request, reference):
    return visible_or_404(Handing, request.user, reference=reference)
