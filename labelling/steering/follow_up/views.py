"""Views of the follow-up: an organism's, notes, exchanges, their log."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from labelling.steering.follow_up import notes, pages
from labelling.steering.follow_up.exchanges import actions
from labelling.steering.follow_up.exchanges.actions import exchange_author
from labelling.steering.follow_up.exchanges.exports import EXCHANGES
from labelling.steering.follow_up.forms import ExchangeForm, NoteForm, SettleForm
from labelling.steering.follow_up.models import Exchange, OfficeNote
from labelling.steering.follow_up.notes import note_author
from portal.exports.tables import exported
from portal.web.navigation import way_back
from portal.web.pages import form_page, only, run_action, visible_or_404

FOLDER = "labelling/follow_up"
FORM = f"{FOLDER}/form.html"


def follow_up(request, slug):
    organism = pages.organism_of(request.user, slug)
    context = pages.follow_up(organism, request.user, request.GET)
    return render(request, f"{FOLDER}/organism.html", context)


@exported(EXCHANGES)
def exchange_list(request):
    form, page = pages.log(request.user, request.GET)
    return render(request, f"{FOLDER}/exchanges.html", {"form": form, "page": page})


def note_write(request, slug):
    organism = pages.organism_of(request.user, slug)
    return form_page(
        request,
        NoteForm,
        organism=organism,
        template=FORM,
        title="Écrire une note",
        submit="Garder la note",
        context=_back(request, organism),
        initial=_asked(request, organism),
        save=lambda form: notes.write(organism, by=request.user, **form.facts),
        said="La note est gardée. Le bureau seul la lit.",
        done=way_back(request, None),
    )


def note_edit(request, reference):
    note = _note(request, reference)
    only(note_author, request.user, note)
    initial = {"text": note.text, "mentioned": [one.person_id for one in note.mentions.all()]}
    return form_page(
        request,
        NoteForm,
        organism=note.organism,
        note=note,
        template=FORM,
        title="Modifier la note",
        submit="Enregistrer",
        context=_back(request, note.organism),
        initial=initial,
        done=note,
        save=lambda form: notes.edit(note, by=request.user, seen=form.expected_stamp, **form.facts),
        said="La note est modifiée. Ses versions d’avant se lisent encore.",
    )


@require_POST
def note_pin(request, reference):
    note = _note(request, reference)
    is_pinned = note.pinned_at is None
    return run_action(
        request,
        lambda: notes.pin(note, by=request.user, is_pinned=is_pinned),
        thing=note,
        said="La note est épinglée." if is_pinned else "La note n’est plus épinglée.",
    )


@require_POST
def note_withdraw(request, reference):
    note = _note(request, reference)
    only(note_author, request.user, note)
    return run_action(
        request,
        lambda: notes.withdraw(note, by=request.user),
        thing=note,
        said="La note est retirée.",
        done=reverse("labelling:follow_up", args=[note.organism.slug]),
    )


@require_POST
def note_read(request, reference):
    note = _note(request, reference)
    return run_action(
        request,
        lambda: notes.read(note, by=request.user),
        thing=note,
        done=note.get_absolute_url(),
        said="C’est noté\u00a0: la note quitte votre accueil.",
    )


def exchange_note(request, slug):
    organism = pages.organism_of(request.user, slug)
    return form_page(
        request,
        ExchangeForm,
        organism=organism,
        template=FORM,
        title="Noter un échange",
        submit="Garder l’échange",
        context=_back(request, organism),
        initial=_asked(request, organism),
        save=lambda form: actions.note(organism, by=request.user, **form.facts),
        said="L’échange est gardé. Le bureau seul le lit.",
        done=way_back(request, None),
    )


def exchange_edit(request, reference):
    exchange = _exchange(request, reference)
    only(exchange_author, request.user, exchange)
    initial = {name: getattr(exchange, name) for name in actions.FACTS}
    return form_page(
        request,
        ExchangeForm,
        organism=exchange.organism,
        exchange=exchange,
        template=FORM,
        title="Corriger l’échange",
        submit="Enregistrer",
        initial=initial,
        done=way_back(request, exchange),
        context=_back(request, exchange.organism),
        said="L’échange est corrigé.",
        save=lambda form: actions.correct(
            exchange, by=request.user, seen=form.expected_stamp, **form.facts
        ),
    )


def exchange_settle(request, reference):
    exchange = _exchange(request, reference)
    return form_page(
        request,
        SettleForm,
        template=f"{FOLDER}/settle.html",
        title="La suite de l’échange",
        submit="C’est fait",
        context=_back(request, exchange.organism) | {"exchange": exchange},
        save=lambda form: actions.settle(exchange, by=request.user, **form.facts),
        said="C’est fait\u00a0: l’échange quitte l’accueil.",
        done=way_back(request, exchange),
    )


@require_POST
def exchange_withdraw(request, reference):
    exchange = _exchange(request, reference)
    only(exchange_author, request.user, exchange)
    return run_action(
        request,
        lambda: actions.withdraw(exchange, by=request.user),
        thing=exchange,
        said="L’échange est retiré.",
        done=reverse("labelling:follow_up", args=[exchange.organism.slug]),
    )


def _note(request, reference):
    return visible_or_404(OfficeNote, request.user, rows=pages.current_notes(), reference=reference)


def _exchange(request, reference):
    return visible_or_404(
        Exchange, request.user, rows=pages.current_exchanges(), reference=reference
    )


def _back(request, organism):
    """To the page that one came from, else to the follow-up of the organism."""
    follow_up_url = reverse("labelling:follow_up", args=[organism.slug])
    return {"organism": organism, "back": way_back(request, follow_up_url)}


def _asked(request, organism):
    """What a link of a dossier asks for: that dossier."""
    reference = request.GET.get("dossier", "")
    return {"dossier": organism.dossiers.filter(reference=reference).first()} if reference else {}
