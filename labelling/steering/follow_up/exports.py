"""Cells of a table of organisms handed back that the follow-up writes: the note, who takes care, what follows.

A table whose lines have the `slug` of an organism adds DOORS to its own; each door says the columns that it writes.
"""

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from labelling.parties.organisms.models import Organism
from labelling.path.dossiers.models import FINAL, LabelDossier
from labelling.steering.follow_up import notes
from labelling.steering.follow_up.exchanges import actions as exchanges
from labelling.steering.follow_up.exchanges import querysets
from labelling.steering.follow_up.forms import ExchangeForm, NoteForm
from labelling.steering.follow_up.models import OfficeNote
from labelling.steering.follow_up.relances import handings
from labelling.steering.follow_up.relances.forms import FollowedDay, GiveForm
from labelling.steering.follow_up.rules import office, sender
from portal.assignments.models import Assignment
from portal.exports.cells import Door, by_form
from portal.ui import words
from portal.workflow.ordering import by_urgency

NOTE_STAYS = "Une note ne se vide pas d’ici\u00a0: retirez-la sur sa page."
NAMESAKES = "Plusieurs personnes du bureau portent ce nom\u00a0: passez par «\u00a0Confier\u00a0»."
NO_DOSSIER = "Aucun dossier en cours."
UNDONE_THERE = '<a href="{}">Confié {}</a>, annulable jusqu’au départ du courriel.'
NOBODY = "Aucune personne du bureau ne porte ce nom."
NOT_LEFT = "Ne plus s’en charger se dit sur la page du dossier."
NOTHING_FOLLOWS = "Rien n’est à suivre avec cet organisme\u00a0: notez un échange, avec sa suite."
SETTLED_THERE = "Une suite faite se dit sur sa page."
OF_ITS_AUTHOR = "Seule la personne qui a noté l’échange en change la suite."


def reserved(rule):
    return lambda user, _root: "" if rule(user, None) else f"Réservé\u00a0: {rule.label}."


@dataclass
class Own:
    """An organism and what the cell tells of it, or None."""

    organism: Organism
    thing: object = None


def _own(rows):
    """`things` of a door: `rows()` of the organisms, the one that a cell shows the first."""

    def things(_user, lines):
        slugs = [line["slug"] for line in lines]
        organisms = {one.slug: Own(one) for one in Organism.objects.filter(slug__in=slugs)}
        for one in rows().filter(organism__slug__in=slugs).select_related("organism"):
            own = organisms[one.organism.slug]
            own.thing = own.thing or one
        return [organisms[slug] for slug in slugs]

    return things


def _note_form(user, own, *data):
    """The last note, corrected by who wrote it; else a new one, beside that of a colleague."""
    note = own.thing if own.thing and notes.note_author(user, own.thing) else None
    form = NoteForm(
        *data,
        organism=own.organism,
        note=note,
        by=user,
        initial={"text": note.text if note else ""},
    )
    form.fields["text"].error_messages["required"] = NOTE_STAYS
    return form


def _save_note(form):
    text = form.cleaned_data["text"]
    if form.note is None:
        return notes.write(form.organism, by=form.by, text=text)
    return notes.edit(form.note, by=form.by, text=text, seen=form.expected_stamp)


NOTE = by_form(
    {"note": "text"},
    form=_note_form,
    save=_save_note,
    things=_own(lambda: OfficeNote.objects.current().order_by("-recorded_at", "-pk")),
    root=lambda own: own.thing,
    refusal=reserved(office),
)


def _people(user):
    found = {}
    for person in GiveForm(by=user).fields["person"].queryset:
        found.setdefault(str(person).casefold(), []).append(person)
    return found


def _charge_fault(people, own, text):
    if not text or text.casefold() == "personne":
        return NOT_LEFT
    named = people.get(text.casefold(), [])
    if len(named) != 1:
        return NAMESAKES if named else NOBODY
    return "" if own.thing else NO_DOSSIER


def _charge_faults(user, rows):
    """Whom a tie keeps from an organism is told as it is written: that is asked of each."""
    people = _people(user)
    whys = [_charge_fault(people, own, *texts.values()) for own, texts in rows]
    return [
        dict.fromkeys(texts, why) if why else {} for (_, texts), why in zip(rows, whys, strict=True)
    ]


def _give(user, rows):
    """One handing a person, whatever the number of organisms: one mail, and one page that undoes it."""
    people, by_person = _people(user), {}
    for own, texts in rows:
        (text,) = texts.values()
        for person in people.get(text.casefold(), [])[:1]:
            by_person.setdefault(person, []).append(own.organism)
    said = []
    for person, organisms in by_person.items():
        shares = handings.shares(organisms, person, by=user)
        said += [f"{one.organism}\u00a0: {one.why_not}." for one in shares if one.why_not]
        made = handings.give(organisms, person, by=user)
        url = reverse("labelling:handing", args=[made.reference])
        said.append(format_html(UNDONE_THERE, url, words.to(person)))
    return format_html_join(" ", "{}", ((one,) for one in said))


CHARGE = Door(
    ("charge",),
    _give,
    things=_own(lambda: by_urgency(LabelDossier.objects.open(), FINAL)),
    root=lambda own: own.thing,
    concerns=lambda entry, own: entry.thing_type == Assignment._meta.label_lower,
    refusal=reserved(sender),
    faults=_charge_faults,
    is_joint=True,
    is_inside=True,
)


def _exchange_form(user, own, *data):
    initial = {name: getattr(own.thing, name) for name in exchanges.FACTS} if own.thing else {}
    form = ExchangeForm(*data, organism=own.organism, exchange=own.thing, by=user, initial=initial)
    form.exchange = own.thing
    return form


def _save_day(form):
    day = form.cleaned_data["next_on"]
    return exchanges.correct(form.exchange, by=form.by, seen=form.expected_stamp, next_on=day)


def _day_fault(user, own, text):
    one = own.thing
    if one is None:
        return NOTHING_FOLLOWS
    if not text:
        return SETTLED_THERE
    if one.relance_id is not None or not exchanges.exchange_author(user, one):
        return OF_ITS_AUTHOR
    try:
        FollowedDay().clean(text)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


NEXT = replace(
    by_form(
        {"relance": "next_on"},
        form=_exchange_form,
        save=_save_day,
        things=_own(querysets.to_follow),
        root=lambda own: own.thing,
        refusal=reserved(office),
    ),
    faults=lambda user, rows: [
        dict.fromkeys(texts, why) if (why := _day_fault(user, own, *texts.values())) else {}
        for own, texts in rows
    ],
)
DOORS = (NOTE, CHARGE, NEXT)
