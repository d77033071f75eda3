"""Forms of the steps of a change."""

from django import forms

from portal.account_desk.models import AccountChange
from portal.web.fields import Reason
from portal.web.forms import Form


class ConfirmForm(Form):
    """A second factor is reset once both have checked, each by themselves, who asks."""

    is_checked = forms.BooleanField(
        label="J’ai vérifié moi-même, autrement que par courriel, que cette personne le demande",
        error_messages={"required": "Cochez cette case une fois la vérification faite."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.thing.kind != AccountChange.Kind.RESET:
            del self.fields["is_checked"]


class RefuseForm(Form):
    before = "de refuser"
    reason = Reason(why_long="qui a proposé le lit")
