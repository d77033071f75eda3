"""Views of consultations for members: a dossier's tenants, one body's word, what the office types and sends."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from labelling.parties.organisms.rules import instructor
from labelling.path.consultations import actions, pages
from labelling.path.consultations.forms import AskForm, KeyForm, TypeForm
from labelling.path.consultations.keys import actions as keys
from labelling.path.consultations.keys.models import AccessKey
from labelling.path.consultations.models import Consultation
from labelling.path.consultations.rules import asker, typist
from labelling.path.consultations.steps import FIELDS
from labelling.path.dossiers.views import visible_dossier
from portal.documents import pdf
from portal.ui import words
from portal.web.pages import form_page, only, run_action, transition_page, visible_or_404
from portal.web.rate_limits import refuse_drawing
from portal.workflow import Refused

FOLDER = "labelling/consultations"


def consultation_list(request, reference):
    dossier = visible_dossier(request, reference)
    return render(request, f"{FOLDER}/list.html", pages.list_page(dossier, request.user))


def _address(dossier):
    return reverse("labelling:consultation_list", args=[dossier.reference])


def consultation_ask(request, reference):
    dossier = visible_dossier(request, reference)
    only(asker, request.user, dossier)
    return form_page(
        request,
        AskForm,
        thing=dossier,
        template=f"{FOLDER}/ask.html",
        rows=actions.askable(dossier),
        context={"problem": actions.asking_problem(dossier)},
        save=lambda form: actions.ask(dossier, form.cleaned_data["bodies"], by=form.by),
        said=lambda made: (
            f"{words.count(len(made), 'instance consultée', 'instances consultées')}."
        ),
        done=_address(dossier),
    )


def _one(request, reference, number):
    return visible_or_404(
        Consultation, request.user, rows=pages.rows(), dossier__reference=reference, pk=number
    )


def consultation_detail(request, reference, number):
    one = _one(request, reference, number)
    return render(request, f"{FOLDER}/detail.html", pages.detail_page(one, request.user))


def consultation_act(request, reference, number, address):
    """What a body does is no page of members: its word is typed by a form of its own."""
    one = _one(request, reference, number)
    step = one.workflow.by_address(address)
    if step is None or step.form is None:
        raise Http404
    return transition_page(request, one, address)


def consultation_type(request, reference, number):
    one = _one(request, reference, number)
    only(typist, request.user, one)

    def save(form):
        facts = form.facts
        word = {name: facts[name] for name in FIELDS}
        channel, sheet = facts["channel"], facts["sheet"]
        return actions.give(one, word, by=form.by, channel=channel, sheet=sheet)

    return form_page(
        request,
        TypeForm,
        thing=one,
        title="Saisir un avis reçu",
        submit="Enregistrer cet avis",
        save=save,
        said="L’avis est enregistré\u00a0; l’instance lira qui l’a saisi.",
        done=one,
    )


def key_renew(request, reference, number):
    """A lost link or code: the office sends another, those before open nothing more."""
    one = _one(request, reference, number)
    only(instructor, request.user, one)
    return form_page(
        request,
        KeyForm,
        thing=one,
        contacts=one.body.contacts.reachable(),
        title="Remplacer un lien ou un code",
        submit="Remplacer",
        save=lambda form: keys.renew(one, by=form.by, **form.facts),
        said="L’accès est remplacé\u00a0: l’ancien n’ouvre plus rien.",
        done=one,
    )


def _key(request, reference, number, key):
    one = _one(request, reference, number)
    only(instructor, request.user, one)
    found = visible_or_404(AccessKey, request.user, consultation=one, pk=key)
    found.consultation = one
    return found


@require_POST
def key_revoke(request, reference, number, key):
    found = _key(request, reference, number, key)
    return run_action(
        request,
        lambda: keys.revoke(found, by=request.user),
        thing=found.consultation,
        said="L’accès est retiré\u00a0: il n’ouvre plus rien.",
        done=found.consultation,
    )


def key_letter(request, reference, number, key):
    """The letter with its code, drawn for the office alone: nobody of the organism holds a code."""
    found = _key(request, reference, number, key)
    if not found.is_printable:
        raise Refused("Ce code n’ouvre plus rien\u00a0: remplacez-le.", thing=found.consultation)
    return _letter(
        request, found, "letter", f"Votre avis sur {found.consultation.dossier.organism}"
    )


def answer_letter(request, reference, number, key):
    """The answer on paper, with the code that says « cela ne répond pas » where the contact has one."""
    found = _key(request, reference, number, key)
    reply = found.consultation.last_reply
    if reply is None or not found.opens:
        raise Refused("Aucune réponse n’est à envoyer à ce contact.", thing=found.consultation)
    title = f"La réponse {words.of(found.consultation.dossier.organism)}"
    return _letter(request, found, "answer", title, reply=reply)


def _letter(request, key, name, title, **said):
    refuse_drawing(request)
    context = pages.letter(key) | said
    content = pdf.render(f"{FOLDER}/{name}.pdf.html", context, title=title)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="lettre-{key.pk}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def letters_posted(request, reference, number):
    one = _one(request, reference, number)
    only(instructor, request.user, one)
    return run_action(
        request,
        lambda: keys.post(one, by=request.user),
        thing=one,
        said="C’est noté\u00a0: les lettres sont parties.",
        done=one,
    )
