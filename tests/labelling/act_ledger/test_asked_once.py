"""Law of « Demandez-moi une fois »: a word that is known is asked again by no form that the list does not name."""

import pkgutil
from importlib import import_module

import pytest
from django import forms

from community.models import Space
from community.people import actions
from labelling.steering.act_ledger.words import State, asked_words, counts
from portal.web.forms import Filter
from tests.community.factories import make_accredited, settle
from tests.labelling.framework.drafts import factories as draft_factories
from tests.labelling.governance import factories

APPS = ("portal", "labelling", "observatory", "community", "home")
ADDRESS = "/espace/pilotage/actes/une-seule-fois/"
FORMS = ("forms", "_form", "workflow")  # how the modules that hold forms are named


def asked():
    """« module.Form.field » of every field that a form of ours declares, filters apart."""
    for app in APPS:
        package = import_module(app)
        for module in pkgutil.walk_packages(package.__path__, f"{app}."):
            if module.name.endswith(FORMS):
                import_module(module.name)
    for form in _below(forms.BaseForm):
        is_ours = form.__module__.partition(".")[0] in APPS and not form.__name__.startswith("_")
        if is_ours and not issubclass(form, Filter):
            yield from (f"{form.__module__}.{form.__name__}.{name}" for name in form.base_fields)


def _below(form):
    for one in form.__subclasses__():
        yield one
        yield from _below(one)


def test_each_form_that_asks_for_a_known_word_is_named_beside_it():
    paths = set(asked())
    faults = {
        word.code: sorted({p for p in paths if word.asks(p)} ^ {one.path for one in word.fields})
        for word in asked_words()
    }

    assert {code: found for code, found in faults.items() if found} == {}


def test_what_is_asked_again_says_why():
    silent = [
        one.path
        for word in asked_words()
        for one in word.fields
        if one.state in (State.JUSTIFIED, State.TO_MEND) and not one.why
    ]

    assert silent == []


@pytest.mark.django_db
def test_the_page_tells_each_word_with_its_forms(sonia, signed_in):
    page = signed_in(sonia).get(ADDRESS).text

    assert "Siren" in page
    assert "Demander un espace" in page
    assert "Adresse de service d’un organisme" in page


def test_no_form_asks_again_without_a_reason():
    assert counts()[State.TO_MEND] == 0


@pytest.mark.django_db
def test_what_an_evolution_says_is_not_typed_again_for_its_version(sonia, signed_in):
    draft = draft_factories.changed(sonia)
    evolution = factories.linked(sonia, draft)
    client, page = signed_in(sonia), draft.get_absolute_url()

    shown = client.get(f"{page}proposer/").context["form"]
    assert [shown[name].value() for name in ("origin", "proposed_on")] == [
        "commission", evolution.proposed_on,
    ]  # fmt: skip
    draft_factories.fire(
        draft, "propose", sonia, origin="commission", proposed_on=evolution.proposed_on
    )
    shown = client.get(f"{page}avis/").context["form"]
    assert [shown[name].value() for name in ("adviser", "endorsed_on", "reference")] == [
        "commission", evolution.endorsed_on, "CNQS-2026-3",
    ]  # fmt: skip
    facts = {
        "adviser": "commission",
        "endorsed_on": evolution.endorsed_on,
        "reference": "CNQS-2026-3",
    }
    draft_factories.fire(draft, "endorse", sonia, **facts)
    shown = client.get(f"{page}decision/")
    assert shown.context["form"]["reference"].value() == "CX-2026-10"
    assert "le relevé de l’évolution suit" in shown.text
    facts = {"decided_on": evolution.decided_on, "reference": "CX-2026-10"}
    decided = draft_factories.fire(draft, "decide", sonia, **facts)
    assert decided.decided_file == evolution.decided_file


@pytest.mark.django_db
def test_a_version_of_no_evolution_or_of_two_begins_empty(sonia, signed_in):
    """The control of the former: nothing is guessed."""
    draft = draft_factories.changed(sonia)
    client, page = signed_in(sonia), f"{draft.get_absolute_url()}proposer/"
    assert client.get(page).context["form"]["origin"].value() is None
    for _ in range(2):
        factories.linked(sonia, draft)

    assert client.get(page).context["form"]["origin"].value() is None


@pytest.mark.django_db
def test_the_regions_that_an_auditor_has_said_are_ticked_until_they_choose(signed_in):
    ali = make_accredited()
    ali.auditor.regions = ["53", "84"]
    ali.auditor.save()
    settle(ali, Space.objects.get(slug="auditeurs"))
    client, page = signed_in(ali), "/espace/auditeurs/annuaire/moi/"
    assert client.get(page).context["form"]["regions"].value() == ["53", "84"]

    said = {"criteria": [], "housing": [], "regions": ["53"], "answers_gladly": False}
    actions.write(ali, presentation="J’audite des offices.", takes_contact=True, **said)

    assert client.get(page).context["form"]["regions"].value() == ["53"]
