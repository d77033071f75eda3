"""Composition of the committee kept in a spreadsheet: one seat a row, with who holds it and since when."""

import re

from django import forms

from labelling.cells import fold, squeezed
from labelling.committee.models import CommitteeSeat, SeatHolder
from labelling.committee.seats import invitations, mandates
from labelling.tables import read_table
from portal.access.models import User
from portal.core import clock
from portal.web.fields import Day, Email

Function = CommitteeSeat.Function
RANKS = (SeatHolder.Rank.FULL.value, SeatHolder.Rank.SUBSTITUTE.value)
EMAIL = re.compile(r"[^\s<>;,()]+@[^\s<>;,()]+")
WHO = "courriel {0}|mail {0}|email {0}|e mail {0}|adresse {0}|adresse électronique {0}|adresse mail {0}"
TITLES = {
    "label": "siège|nom siège|intitulé siège|organisation|organisme",
    "code": "code|code siège|sigle",
    "college": "collège",
    "order": "ordre|rang|numéro|numéro siège",
    "function": "fonction|fonction comité|présidence|rôle",
    "full": WHO.format("titulaire"),
    "full_name": "titulaire|nom titulaire|membre titulaire",
    "substitute": f"{WHO.format('suppléant')}|{WHO.format('suppléante')}",
    "substitute_name": "suppléant|suppléante|nom suppléant|membre suppléant",
    "since_on": "depuis|mandat|date mandat|début mandat|mandat depuis|date début|nommé|date nomination",
}
NO_HEADER = (
    "Aucune colonne de sièges n’est reconnue. Donnez aux colonnes leurs titres\u00a0: Siège, Collège, Courriel du "
    "titulaire, Courriel du suppléant, Mandat depuis le."
)


class SeatRowForm(forms.Form):
    """A row as the forms of seats would take it."""

    label = forms.CharField(label="Siège", max_length=160)
    code = forms.SlugField(label="Code", max_length=10, required=False)
    college = forms.CharField(label="Collège", max_length=80)
    order = forms.IntegerField(label="Ordre", min_value=1, max_value=1000, required=False)
    full = Email(label="Titulaire", required=False)
    substitute = Email(label="Suppléant", required=False)
    since_on = Day(label="Mandat depuis le", required=False)


def read_seats(upload, said=None):
    """A Table, each row with what it does, or why it is left aside; Unreadable where no row is a seat."""
    table = read_table(upload, TITLES, needs=[{"label"}], no_header=NO_HEADER, said=said)
    known = _Known(table.rows)
    for row in table.rows:
        known.read(row)
    return table


class _Known:
    """The seats, who holds them or is invited to, the accounts of the addresses of the file, the rows above."""

    def __init__(self, rows):
        for row in rows:
            for rank in RANKS:
                said = row.texts.get(rank) or row.texts.get(f"{rank}_name", "")
                found = EMAIL.search(said)
                row.texts[rank] = found[0].lower() if found else said
                row.cells.setdefault(rank, row.cells.get(f"{rank}_name", ""))
        seats = list(CommitteeSeat.objects.order_by("is_active", "-order", "-code"))
        self.seats = {fold(one.label): one for one in seats} | {one.code: one for one in seats}
        self.presiding = {one.function: one.label for one in seats if one.is_active}
        self.codes, self.above = {one.code for one in seats}, {}
        emails = [row.texts[rank] for row in rows for rank in RANKS]
        self.users = {one.email: one for one in User.objects.filter(email__in=emails)}
        held = mandates.lasting(clock.today()).select_related("user").order_by("since_on")
        self.held = {(one.seat_id, one.rank): one.user for one in held}
        asked = invitations.pending()
        self.asked = {(one.data["seat"], one.data["rank"], one.email) for one in asked}

    def read(self, row):
        texts = row.texts
        row.name, code = texts["label"], texts.get("code", "").upper()
        seat = self.seats.get(code) or self.seats.get(fold(row.name))
        code = seat.code if seat else code or self._code(row.name)
        college = texts.get("college") or (seat.college if seat else "")
        form = SeatRowForm(texts | {"code": code, "college": college})
        if not row.check(form):
            return
        facts, function = form.cleaned_data, _function(texts.get("function", ""))
        if seat is None and function != Function.NONE:
            self._preside(row, function)
        if seat and not seat.is_active:
            row.refuse("label", "ce siège est en sommeil\u00a0: réveillez-le d’abord.")
        keys = (code, fold(row.name))
        if above := next((self.above[key] for key in keys if key in self.above), None):
            row.refuse("label", f"ce siège est déjà dit\u00a0: {above}.")
        self.above |= dict.fromkeys(keys, row.place)
        self.codes.add(code)
        names = {rank: facts.pop(rank) for rank in RANKS}
        row.facts = {
            "seat": seat,
            "code": code,
            "label": facts["label"],
            "college": facts["college"],
            "order": facts["order"] or 100,
            "is_chair": function == Function.CHAIR,
            "is_vice_chair": function == Function.VICE_CHAIR,
            "since_on": facts["since_on"] or clock.today(),
            "names": self._names(row, seat, names),
        }
        acts = [*([] if seat else ["siège ajouté"]), *row.facts["names"].values()]
        row.facts["names"] = list(row.facts["names"])
        row.act = "\u00a0; ".join(acts)

    def _preside(self, row, function):
        other = self.presiding.setdefault(function, row.name)
        if other != row.name:
            row.refuse("function", f"«\u00a0{other}\u00a0» a déjà la {function.label} du comité.")

    def _names(self, row, seat, names):
        """{(rank, address): what it does}, of those who neither hold the seat nor are invited to it already."""
        found = {}
        if names["full"] and names["full"] == names["substitute"]:
            row.refuse(
                "substitute", "une même personne n’est pas titulaire et suppléante d’un siège."
            )
        for rank, email in names.items():
            word, user = SeatHolder.Rank(rank).label, self.users.get(email)
            holder = self.held.get((seat.pk, rank)) if seat else None
            if user and not user.is_active:
                row.refuse(rank, f"le compte de l’adresse {email} est fermé.")
            elif not email or (holder and holder == user):
                continue
            elif seat and (seat.code, rank, email) in self.asked:
                row.remarks.append(f"{word} déjà invité\u00a0: {email}")
            else:
                after = f", après {holder}" if holder else ""
                act = f"nommé\u00a0: {user}" if user else f"invité\u00a0: {email}"
                found[rank, email] = f"{word} {act}{after}"
        return found

    def _code(self, label):
        """Short and free, of a seat that gives none."""
        base = squeezed(label)[:8].upper()
        codes = (f"{base}{n}" if n > 1 else base for n in range(1, 100))
        return next(one for one in codes if one not in self.codes)


def _function(text):
    if "vice" in fold(text):
        return Function.VICE_CHAIR
    return Function.CHAIR if "presid" in fold(text) else Function.NONE
