"""The forms' base: what people type is kept, and saving one can never undo a step."""

from django import forms

from portal import workflow
from portal.once import new_key


class Form(forms.Form):
    """A form of an act: knows the thing and the person, carries the version and the once key."""

    def __init__(self, *args, thing=None, by=None, **kwargs):
        self.thing, self.by = thing, by
        super().__init__(*args, **kwargs)


class ModelForm(forms.ModelForm):
    """Saves its own fields only, under the lock, if the thing is still the version shown.

    `act` and `sentence` are what the journal keeps.
    """

    act = "edit"
    sentence = "a modifié le dossier"

    def __init__(self, *args, by=None, thing=None, **kwargs):
        self.by = by
        if thing is not None:
            kwargs.setdefault("instance", thing)
        super().__init__(*args, **kwargs)

    def save(self, expected_version=None):
        """Raises workflow.Stale when somebody saved in between; nothing is overwritten."""
        names = [name for name in self._meta.fields if name in self.cleaned_data]
        changed = [self[name].label for name in self.changed_data if name in names]
        with workflow.acting(
            self.instance,
            by=self.by,
            act=self.act,
            sentence=self.sentence,
            expected_version=expected_version,
            data={"fields": changed},
        ) as current:
            for name in names:
                setattr(current, name, self.cleaned_data[name])
        return current


class OnceField(forms.UUIDField):
    """The hidden key that makes a replayed POST harmless."""

    def __init__(self, **kwargs):
        super().__init__(required=False, widget=forms.HiddenInput, initial=new_key, **kwargs)
