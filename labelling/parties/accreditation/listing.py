"""List of accreditations and register of auditors: filters, order, rows."""

from django import forms
from django.db.models import F, Prefetch

from labelling.parties.accreditation import actions
from labelling.parties.accreditation.models import Auditor, AuditorAccreditation
from portal.search.filters import TextFilter
from portal.workflow import ordering

TO_INSTRUCT = "a-instruire"  # the filter of what the référent has to read
INSTRUCTED = ("submitted", "under_review", "training")
STATES = ((TO_INSTRUCT, "À instruire"), *AuditorAccreditation.State.choices)


class FilterForm(TextFilter):
    """Every filter is in the address; an unknown value filters nothing."""

    texts = (
        ("auditor__user__first_name", "auditor__user__last_name"),
        "auditor__firm",
        "reference",
    )
    q = forms.CharField(label="Auditeur, cabinet ou référence", required=False, max_length=80)
    etat = forms.ChoiceField(label="État", required=False, choices=[("", "Tous"), *STATES])

    def narrow(self, rows):
        self.is_valid()
        state = self.cleaned_data.get("etat")
        if state:
            rows = rows.filter(state__in=INSTRUCTED if state == TO_INSTRUCT else (state,))
        return self.hear(rows)


def filter_form(_user, query):
    return FilterForm(query)


def read_list(user, query, form=None):
    """The accreditations that somebody follows: those that wait, late first; in force, those that end first; over."""
    rows = AuditorAccreditation.objects.select_related("auditor__user", "decision").visible_to(user)
    order = (F("ends_on").asc(nulls_last=True), "-created_at")
    rows = ordering.by_urgency(rows, actions.OVER, then=order)
    return (form or filter_form(user, query)).narrow(rows)


def registered(user):
    """The auditors that somebody sees, each with the latest accreditation first."""
    latest = Prefetch("accreditations", AuditorAccreditation.objects.order_by("-created_at", "-pk"))
    rows = Auditor.objects.visible_to(user).select_related("user").prefetch_related(latest)
    return rows.order_by("user__last_name__french", "pk")
