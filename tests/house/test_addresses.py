"""Law of addresses: no form takes a longer one than its column, which PostgreSQL would refuse."""

from django import forms
from django.db.models import EmailField
from django.urls import get_resolver

LONGEST = EmailField().max_length
LOOKED_UP = {"portal.accounts.forms.ForgottenPassword.email"}  # of allauth; never written


def every_form(kind=forms.BaseForm):
    for one in kind.__subclasses__():
        yield one
        yield from every_form(one)


def test_no_form_takes_a_longer_address_than_its_column():
    get_resolver().reverse_dict  # noqa: B018 -- imports every view, and their forms
    fields = [
        (f"{one.__module__}.{one.__name__}.{name}", field.max_length)
        for one in every_form()
        for name, field in getattr(one, "base_fields", {}).items()
        if isinstance(field, forms.EmailField)
        and one.__module__.split(".")[0]
        in ("portal", "home", "labelling", "community", "observatory")
    ]

    assert len(fields) > 10
    assert {name for name, longest in fields if not longest or longest > LONGEST} == LOOKED_UP
