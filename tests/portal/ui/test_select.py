"""Select widget: one template for all its options, the same HTML as Django's own."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from tests.markup import tidy


class Form(forms.Form):
    one = forms.ChoiceField(
        choices=[("", "—"), ("1", "A<b"), ("Groupe", [("2", "B"), ("3", "C")])],
        initial="2",
        widget=forms.Select(attrs={"class": "x", "autofocus": True, "hidden": False}),
    )
    many = forms.MultipleChoiceField(choices=[(1, "A"), (2, "B")], initial=[1, 2])
    perhaps = forms.NullBooleanField()


@pytest.mark.parametrize("name", Form.base_fields)
def test_a_select_is_written_as_django_writes_it(name):
    assert tidy(Form()[name].as_widget()) == tidy(
        Form(renderer=DjangoTemplates())[name].as_widget()
    )
