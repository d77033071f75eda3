"""Views of a point of the agenda: vote, pack, recusal, and exceptions of the président."""

from functools import partial

from django.http import Http404
from django.shortcuts import redirect, render

from labelling.committee import forms, pack, pages
from labelling.committee.attendance import interests, seating
from labelling.committee.minutes import writing
from labelling.committee.models import AgendaItem, CommitteeSession
from labelling.committee.rules import presiding, recusals
from labelling.committee.seats import departures
from labelling.committee.views import FOLDER
from labelling.committee.votes import actions
from labelling.parties.organisms.rules import chair
from portal.core import clock
from portal.ui import words
from portal.web.pages import form_page, only, run_action, transition_page, visible_or_404
from portal.workflow import Forbidden, Problem, Refused

ITEM = f"{FOLDER}/item.html"
RECUSED = (
    "Son dossier et son vote sont aux autres membres\u00a0; l’ordre du jour vous reste ouvert."
)


def item_of(request, reference, number):
    """A point to read or to act on; Refused once it is off the agenda."""
    item = seen_item(request, reference, number)
    if item.state == item.State.REMOVED:
        raise Refused(Problem("removed", "Ce point est retiré de l’ordre du jour."), thing=item)
    return item


def seen_item(request, reference, number):
    """BR-52: to whoever withdrew, the refusal says so and nothing of the point."""
    rows = pages.ITEMS.annotate(has_departed=departures.waiting())
    place = {"session__reference": reference, "number": number}
    try:
        return visible_or_404(AgendaItem, request.user, rows=rows, **place)
    except Http404:
        called = CommitteeSession.objects.visible_to(request.user).filter(reference=reference)
        own = recusals(request.user).filter(item__session__in=called, item__number=number)
        if not own.exists():
            raise
        heading = f"Vous êtes en retrait du point {number}\u00a0: il ne vous est pas ouvert."
        raise Forbidden(RECUSED, thing=called.get(), heading=heading) from None


def item_context(request, item):
    """The page of the point, with the forms that this person may use."""
    context = pages.item(item, request.user)
    about = {"thing": item, "by": request.user}
    if context["voice"]:
        own = context["voice"]["ballot"]
        initial = {"option": own.option} if own else None
        barred = context["barred"]
        context["ballot"] = forms.BallotForm(initial=initial, is_barred=barred, **about)
    if context["may_declare"]:
        context["withdrawal"] = forms.WithdrawForm(**about)
    return context


def item_detail(request, reference, number):
    item = seen_item(request, reference, number)
    if item.state == item.State.REMOVED:
        return _removed(request, item)
    return render(request, ITEM, item_context(request, item))


def _removed(request, item):
    """That it is off the agenda, since when, by whom and why; nothing of its file."""
    removal = writing.removal(item)
    context = {
        "item": item,
        "session": item.session,
        "way": pages.way(
            item, request.user, f"Point {item.number}", room=seating.prefetched(item.session)
        ),
        "removal": removal,
        "motive": writing.motive(removal),
    }
    return render(request, f"{FOLDER}/item_removed.html", context)


def item_act(request, reference, number, address):
    return transition_page(request, seen_item(request, reference, number), address)


def item_vote(request, reference, number):
    item = item_of(request, reference, number)
    if request.method != "POST":
        return redirect(item)
    said = f"Vote déposé à {words.hour(clock.now())}. Vous pouvez le changer jusqu’à la clôture."
    return form_page(
        request,
        forms.BallotForm,
        name="ballot",
        thing=item,
        template=ITEM,
        context=item_context(request, item),
        said=said,
        done=item,
        save=lambda form: actions.cast(item, form.by, form.cleaned_data["option"]),
    )


def item_clear(request, reference, number):
    """« Je n’ai aucun lien avec ce point », from the page of the point."""
    item = item_of(request, reference, number)
    if request.method != "POST":
        return redirect(item)
    return run_action(
        request,
        lambda: interests.declare(item.session, request.user, {item: ""}),
        thing=item,
        said="Déclaration enregistrée.",
        done=item,
        otherwise=lambda problems: render(
            request, ITEM, item_context(request, item) | {"problems": problems}, status=409
        ),
    )


def item_withdraw(request, reference, number):
    item = item_of(request, reference, number)
    if request.method != "POST":
        return redirect(item)

    def save(form):
        interests.declare(item.session, form.by, {item: form.cleaned_data["nature"]})

    return form_page(
        request,
        forms.WithdrawForm,
        name="withdrawal",
        thing=item,
        template=ITEM,
        context=item_context(request, item),
        save=save,
        done=item.session,
        said=f"Vous êtes en retrait du point {item.number} : il ne vous est plus ouvert.",
    )


def item_pack(request, reference, number):
    """BR-52: the pack of the point, for those who are not in retrait; a member declares first (BR-51)."""
    item = item_of(request, reference, number)
    heard = pack.heard(item)
    if item.dossier is None and heard["hearing"] is None:
        raise Http404
    room = seating.read(item.session)
    if pages.must_declare(item, request.user, room):
        return redirect(item)
    way = pages.way(item, request.user, item.title, "Dossier de séance", room=room)
    context = {
        "item": item,
        "session": item.session,
        "way": way,
        "has_changed": pack.has_changed(item),
    }
    if item.dossier is None:
        return render(request, f"{FOLDER}/pack_measure.html", context | heard)
    return render(request, f"{FOLDER}/pack.html", context | pack.whole(item.dossier))


def item_lift(request, reference, number, code, rank):
    """BR-53: the person who withdrew is named by their place: a seat, titulaire or suppléant."""
    item = item_of(request, reference, number)
    only(chair, request.user, item)
    person = seating.read(item.session).person_at(code, rank)
    if person is None or person.pk not in interests.recused_people(item):
        raise Http404
    words_of = f"Lever le retrait {words.of(person)}", "Lever le retrait"
    lift = partial(interests.lift, item, person)
    said = f"Le retrait {words.of(person)} est levé\u00a0: cette personne lit le point et vote."
    return _reason_page(request, item, forms.LiftForm, *words_of, lift, said)


def item_waive(request, reference, number):
    """BR-35: the président's exception."""
    item = item_of(request, reference, number)
    only(presiding, request.user, item)
    if item.dossier is None:
        raise Http404
    words_of = "Accorder une dérogation", "Accorder la dérogation"
    waive = partial(actions.waive_major, item)
    said = "Dérogation accordée\u00a0: le comité peut accorder le label malgré la non-conformité majeure."
    return _reason_page(request, item, forms.WaiveForm, *words_of, waive, said)


def item_let_stand(request, reference, number):
    """BR-56: what was cast by people who sit no more counts."""
    item = item_of(request, reference, number)
    only(presiding, request.user, item)
    return _reason_page(
        request,
        item,
        forms.LetStandForm,
        "Maintenir les votes déposés",
        "Maintenir",
        partial(departures.let_stand, item),
        "Votes maintenus\u00a0: ils comptent.",
    )


def _reason_page(request, item, form_class, title, submit, action, said):
    """What is decided with a reason: `action(by=…, reason=…)`."""
    return form_page(
        request,
        form_class,
        thing=item,
        template=f"{FOLDER}/reason.html",
        title=title,
        submit=submit,
        context={"item": item},
        save=lambda form: action(by=form.by, **form.facts),
        done=item,
        said=said,
    )
