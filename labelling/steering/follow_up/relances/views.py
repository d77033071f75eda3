"""Views of relances: written for one organism or prepared for several, read again, confirmed, undone."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from labelling.parties.organisms.models import Organism
from labelling.steering.follow_up.models import Relance
from labelling.steering.follow_up.relances import actions as acts
from labelling.steering.follow_up.relances import handings, pages
from labelling.steering.follow_up.relances.forms import GiveForm, RelanceForm, RelancesForm, chosen
from labelling.steering.follow_up.relances.mails import Proposal, propose
from labelling.steering.follow_up.relances.models import Handing
from labelling.steering.follow_up.rules import office, sender
from portal.ui import words
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
        return {"shares": handings.shares(asked["organism"], asked["person"], by=form.by)}

    def save(form):
        return handings.give(form.facts["organism"], form.facts["person"], by=request.user)

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
        lambda: handings.undo(found, by=request.user),
        thing=found,
        said="C’est annulé\u00a0: chaque dossier revient à qui l’avait.",
    )


def _handing(request, reference):
    return visible_or_404(Handing, request.user, reference=reference)


EDIT = f"{FOLDER}/relance.html"
FOR_OFFICE = "Seuls le référent label et son suppléant écrivent aux organismes."


def relance_write(request, slug):
    _only_office(request)
    organism = visible_or_404(Organism, request.user, slug=slug)
    only(sender, request.user, organism, FOR_OFFICE)
    dossier = organism.dossiers.filter(reference=request.GET.get("dossier", "")).first()
    found = propose(organism, by=request.user, dossier=dossier)
    context = {"organism": organism, "proposal": found, "back": _follow_up(organism)}
    initial = {
        "people": [one.pk for one in found.people],
        "subject": found.subject,
        "text": found.text,
    }

    def save(form):
        facts = form.facts
        one = Proposal(organism, facts["people"], found.dossier, facts["subject"], facts["text"])
        return acts.prepare([one], by=request.user, follow_on=facts["follow_on"], is_reviewed=True)

    return form_page(
        request,
        RelanceForm,
        organism=organism,
        template=EDIT,
        title="Relancer",
        context=context,
        submit="Relire avant l’envoi",
        initial=initial,
        save=save,
        done=lambda made: made[0].batch_url,
    )


def relances_prepare(request):
    """Several organisms at once; first what each would receive, and who nothing and why. Nothing is written."""
    _only_office(request)
    only(sender, request.user, None, FOR_OFFICE)
    asked = chosen(request)

    def save(form):
        proposals = pages.proposals(form, request.user)
        kept = [one for one in proposals if not one.why_not]
        return acts.prepare(kept, by=request.user, follow_on=form.facts["follow_on"])

    return form_page(
        request,
        RelancesForm,
        template=f"{FOLDER}/prepare.html",
        title="Relancer des organismes",
        submit="Préparer ces courriels",
        initial={"organism": asked},
        save=save,
        context={"proposals": pages.first_proposals(asked, request.user)},
        preview=lambda form: pages.dry_run(form, request),
        done=lambda made: made[0].batch_url,
    )


def relances(request, batch):
    rows = _batch(request, batch)
    return render(request, f"{FOLDER}/batch.html", pages.batch(rows, request.user))


@require_POST
def relances_confirm(request, batch):
    rows = _batch(request, batch)
    only(sender, request.user, None, FOR_OFFICE)
    return run_action(
        request,
        lambda: acts.confirm(batch, by=request.user),
        thing=rows[0],
        done=rows[0].batch_url,
        said=lambda kept: (
            f"{words.count(len(kept), 'relance part', 'relances partent')} à "
            f"{words.hour(kept[0].leaves_at)}\u00a0: jusque-là, vous pouvez annuler."
        ),
        otherwise=lambda problems: render(
            request,
            f"{FOLDER}/batch.html",
            pages.batch(rows, request.user) | {"problems": problems},
            status=409,
        ),
    )


def relance_edit(request, reference):
    """A draft is read and written here; what is confirmed is read."""
    relance = _relance(request, reference)
    if not relance.is_draft:
        return render(request, f"{FOLDER}/left.html", pages.relance_page(relance, request.user))
    only(sender, request.user, relance, FOR_OFFICE)
    initial = {name: getattr(relance, name) for name in ("subject", "text", "follow_on")}
    initial["people"] = [person.pk for person in relance.people.all()]
    return form_page(
        request,
        RelanceForm,
        organism=relance.organism,
        template=EDIT,
        title="Relire la relance",
        submit="C’est relu",
        initial=initial,
        context=pages.relance_page(relance, request.user),
        save=lambda form: acts.write(relance, by=request.user, **form.facts),
        rewrites=(relance, ("subject", "text", "follow_on")),
        done=pages.next_of(relance),
    )


@require_POST
def relance_leave_out(request, reference):
    relance = _relance(request, reference)
    only(sender, request.user, relance, FOR_OFFICE)
    return run_action(
        request,
        lambda: acts.leave_out(relance, by=request.user),
        thing=relance,
        said=f"{relance.organism} ne recevra rien.",
        done=lambda _: pages.next_of(relance),
    )


@require_POST
def relance_cancel(request, reference):
    relance = _relance(request, reference)
    only(sender, request.user, relance, FOR_OFFICE)
    return run_action(
        request,
        lambda: acts.cancel(relance, by=request.user),
        thing=relance,
        said="La relance est annulée\u00a0: rien ne part.",
        done=relance.batch_url,
    )


def _only_office(request):
    if not office(request.user, None):
        raise Http404


def _relance(request, reference):
    """Who receives it reads its mail, not these pages."""
    _only_office(request)
    rows = pages.with_people()
    return visible_or_404(Relance, request.user, rows=rows, reference=reference)


def _batch(request, batch):
    _only_office(request)
    rows = list(pages.with_people().visible_to(request.user).filter(batch=batch))
    if not rows:
        raise Http404
    return rows


def _follow_up(organism):
    return reverse("labelling:follow_up", args=[organism.slug])
