"""First account of a machine: `manage.py createsuperuser`."""

import pytest
from django.core.management import call_command

from portal.models import User

pytestmark = pytest.mark.django_db


def test_createsuperuser_makes_an_account_that_opens_the_desks_and_has_no_role(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "quatre mots sans suite aucune")
    names = {"first_name": "Tom", "last_name": "Carrier"}

    call_command("createsuperuser", interactive=False, email="Tom@Exemple.fr", verbosity=0, **names)

    user = User.objects.get()
    assert (user.email, user.is_superuser, list(user.groups.all())) == ("tom@exemple.fr", True, [])
    assert user.check_password("quatre mots sans suite aucune")
