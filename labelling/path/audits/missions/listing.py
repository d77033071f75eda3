"""List of missions: filters, order, rows."""

from django import forms

from labelling.parties.accreditation.models import Auditor, AuditType
from labelling.path.audits.models import AuditMission
from portal.search.filters import TextFilter
from portal.workflow import ordering

S = AuditMission.State
OVER = (S.CLOSED, S.CANCELLED)


class FilterForm(TextFilter):
    """Every filter is in the address; an unknown value filters nothing."""

    texts = ("dossier__organism__name", "reference")
    q = forms.CharField(label="Organisme ou référence", required=False, max_length=80)
    etat = forms.ChoiceField(label="État", required=False, choices=[("", "Tous"), *S.choices])
    type = forms.ChoiceField(
        label="Type", required=False, choices=[("", "Tous"), *AuditType.offered()]
    )
    auditeur = forms.ChoiceField(label="Auditeur", required=False)

    def __init__(self, *args, by, **kwargs):
        """Those who lead a mission that the reader sees."""
        super().__init__(*args, **kwargs)
        led = AuditMission.objects.visible_to(by).values("auditor")
        auditors = Auditor.objects.filter(pk__in=led).select_related("user")
        found = [(one.slug, str(one)) for one in auditors.order_by("user__last_name__french", "pk")]
        self.fields["auditeur"].choices = [("", "Tous"), *found]

    def narrow(self, rows):
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        asked.pop("q", "")
        paths = {"etat": "state", "type": "audit_type", "auditeur": "auditor__slug"}
        return self.hear(rows.filter(**{paths[name]: value for name, value in asked.items()}))


def filter_form(user, query):
    return FilterForm(query, by=user)


def seen(user):
    """The missions that a person sees: the most urgent first, those that are over last."""
    found = ordering.by_urgency(AuditMission.objects.visible_to(user), OVER)
    return found.select_related("dossier__organism", "dossier__rules", "auditor__user")


def read_list(user, query):
    return filter_form(user, query).narrow(seen(user))
