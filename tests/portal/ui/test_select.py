"""Our select, one template for all its options, writes what Django's own writes."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates


class Form(forms.Form):
    one = forms.ChoiceField(
        choices=[("", "—"), ("1", "A<b"), ("Groupe", [("2", "B"), ("3", "C")])],
        initial="2",
        widget=forms.Select(attrs={"class": "x", "autofocus": True, "hidden": False}),
    )
    many = forms.MultipleChoiceField(choices=[(1, "A"), (2, "B")], initial=[1, 2])
    perhaps = forms.NullBooleanField()


def flat(html):
    return "".join(line.strip() for line in str(html).splitlines())


@pytest.mark.parametrize("name", Form.base_fields)
def test_a_select_is_written_as_django_writes_it(name):
    assert flat(Form()[name].as_widget()) == flat(
        Form(renderer=DjangoTemplates())[name].as_widget()
    )
