"""Choices of messages: those of one's capacities, twelve first, the rest folded by moment and settable at once."""

import re

import pytest

from portal.access.roles import give_role
from portal.inbox import forms
from portal.models import Role
from portal.notifications import catalogue
from portal.notifications.models import MailChoice
from portal.ui import words
from tests import factories
from tests.labelling.accreditation.factories import make_auditor
from tests.portal.notifications.test_preferences import HERE, chosen, save, typed

pytestmark = pytest.mark.django_db


def parts(page):
    return page.get(HERE).context["form"].parts


def keys(moments):
    return [line.key for moment in moments for line in moment.lines]


def listed(part):
    return [*keys(part.first), *keys(part.folded), *(one.line.key for one in part.owed)]


@pytest.fixture
def sonia_s(signed_in, sonia):
    """The référent's browser: more than twelve choices."""
    return signed_in(sonia)


def test_who_is_one_thing_reads_what_reaches_it_and_what_reaches_everybody(sonia_s):
    office, own = parts(sonia_s)

    assert (office.title, own.title) == ("Comme référent label", "Pour vous-même")
    assert {"dossier.to_check", "label.to_confirm"} <= set(listed(office))
    assert not {"dossier.submitted", "mission.proposed", "session.convened"} & set(listed(office))
    assert "event.reminded" in listed(own)


def test_an_organism_s_team_is_named(alice, signed_in):
    signer, team, *_ = parts(signed_in(alice))

    assert signer.title == "Comme signataire"
    assert team.title == "Comme membre de l’équipe de Valmeyre Habitat"
    assert "dossier.submitted" in listed(team)


def test_the_team_of_two_organisms_names_neither(alice, signed_in):
    factories.make_member(factories.make_organism("Corvange"), user=alice)

    assert [part.title for part in parts(signed_in(alice))][1] == (
        "Comme membre de l’équipe de vos organismes"
    )


def test_twelve_at_most_are_shown_first_those_that_press(sonia_s):
    found = parts(sonia_s)
    first = [line for part in found for moment in part.first for line in moment.lines]

    assert len(first) == forms.FIRST == 12
    assert [one.key for one in first if not one.presses] == []
    assert [one.key for one in first][:3] == [
        "dossier.to_check",
        "dossier.to_instruct",
        "dossier.dismiss_proposed",
    ]


def test_twelve_choices_or_fewer_are_all_shown(signed_in):
    auditor = make_auditor("Ali", "Haddad").user
    found = parts(signed_in(auditor))

    assert found[0].title == "Comme auditeur"
    free = [
        line for part in found for moment in (*part.first, *part.folded) for line in moment.lines
    ]
    assert len(free) > 12
    nobody = factories.make_user("Inès", "Ailleurs")
    [own] = parts(signed_in(nobody))
    assert (len(keys(own.first)), own.folded) == (len(listed(own)) - len(own.owed), ())


def test_somebody_of_several_capacities_reads_a_notice_once_under_the_first(signed_in):
    both = factories.make_user("Nora", "Double", roles=[Role.REFERENT, Role.DIRCOM])
    office, dircom, _own = parts(signed_in(both))

    every = [*listed(office), *listed(dircom)]
    assert len(every) == len(set(every))
    assert "enquiry.arrived" in listed(office)
    assert "proof.submitted" in listed(dircom)


def test_what_is_mandatory_is_told_with_its_reason_and_has_no_field(alice, signed_in):
    response = signed_in(alice).get(HERE)
    form = response.context["form"]
    owed = {one.line.key: one for part in form.parts for one in part.owed}

    assert owed["label.withdrawn"].why == (
        "Par courriel, à mesure\u00a0: le retrait vous est notifié par ce message et ouvre le délai de recours."
    )
    assert set(owed) & set(form.fields) == set()
    assert owed["label.withdrawn"].why in response.text


def test_a_choice_made_in_a_fold_is_kept_and_counted(sonia, sonia_s):
    [brand] = [one for one in parts(sonia_s)[0].folded if one.title == "Marque et kit"]
    assert brand.note == f"{len(brand.lines)}\u00a0messages"
    rest = [one for one in parts(sonia_s)[0].folded if one.is_rest]
    assert {len(one.lines) > 1 for one in rest} == {True, False}
    assert [one.note for one in rest] == [
        words.count(len(one.lines), "autre message", "autres messages") for one in rest
    ]
    mine = {"usage_rules.rules_recalled": "week", "charter.charter_recalled": "portal"}

    save(sonia_s, **mine)

    assert chosen(sonia) == mine
    [brand] = [one for one in parts(sonia_s)[0].folded if one.title == "Marque et kit"]
    assert brand.note == f"{len(brand.lines)}\u00a0messages, 2\u00a0choix à vous"
    assert (brand.is_wrong, f"{brand.note}</span>" in sonia_s.get(HERE).text) == (False, True)
    save(sonia_s)
    assert chosen(sonia) == mine


def test_a_moment_is_set_at_once(sonia, sonia_s):
    [brand] = [one for one in parts(sonia_s)[0].folded if one.title == "Marque et kit"]

    save(sonia_s, **{brand.key: "week", brand.lines[0].key: "portal"})

    assert chosen(sonia) == {one.key: "week" for one in brand.lines if one.grouping != "week"}
    shown = sonia_s.get(HERE).context["form"]
    assert shown[brand.key].value() in (None, "")
    save(sonia_s, **{brand.key: "now"})
    assert chosen(sonia) == {one.key: "now" for one in brand.lines if one.grouping != "now"}


def test_setting_a_moment_at_once_shows_its_effect_before_it_is_saved(sonia, sonia_s):
    [brand] = [one for one in parts(sonia_s)[0].folded if one.title == "Marque et kit"]

    shown = sonia_s.post(
        HERE, typed(sonia_s, **{brand.key: "week"}), headers={"HX-Request": "true"}
    )

    assert (shown.status_code, chosen(sonia)) == (200, {})
    assert {shown.context["form"].paces[one.key] for one in brand.lines} == {"week"}


def test_a_fold_with_an_error_opens(sonia, sonia_s):
    [brand] = [one for one in parts(sonia_s)[0].folded if one.title == "Marque et kit"]

    for wrong in (brand.key, brand.lines[0].key):
        refused = save(sonia_s, **{wrong: "jamais"})
        assert refused.status_code == 422
        opened = re.findall(r'<details class="fold" open>\s*<summary>\s*([^<]*?)\s*<', refused.text)
        assert opened == ["Marque et kit"]
    assert chosen(sonia) == {}


def test_what_is_not_offered_any_more_keeps_its_choice(sonia, sonia_s):
    """A role taken for a while: what was chosen for it is there when it comes back."""
    MailChoice.objects.create(person=sonia, notice="mission.proposed", pace="week")

    save(sonia_s, **{"dossier.to_check": "day"})

    assert chosen(sonia) == {"mission.proposed": "week", "dossier.to_check": "day"}


def test_a_capacity_that_comes_while_the_page_is_open_is_kept_as_it_is(sonia, sonia_s):
    """Its fields are not in what was sent: nothing is refused, nothing chosen for it is lost."""
    sent = typed(sonia_s, **{"dossier.to_check": "day"})
    MailChoice.objects.create(person=sonia, notice="proof.submitted", pace="week")
    give_role(sonia, Role.DIRCOM)

    assert sonia_s.post(HERE, sent).status_code == 302
    assert chosen(sonia) == {"proof.submitted": "week", "dossier.to_check": "day"}


@pytest.mark.dated
def test_saving_says_what_changed(sonia_s):
    def said(**changes):
        page = sonia_s.post(HERE, typed(sonia_s, **changes), follow=True)
        return [str(one) for one in page.context["messages"]]

    saved = "Vos choix sont enregistrés, aussi pour ce qui attend déjà."
    assert said(**{"dossier.to_check": "day"}) == [
        f"{saved} Ce qui change\u00a0: 1\u00a0message («\u00a0Un dossier est à vérifier\u00a0»)."
    ]
    assert said() == [f"{saved} Rien n’a changé."]
    assert said(paused_until="2027-01-04") == [f"{saved} Ce qui change\u00a0: vos heures."]
    four = ("dossier.to_check", "dossier.to_instruct", "label.to_confirm", "complaint.received")
    [sentence] = said(**dict.fromkeys(four, "week"))
    assert sentence.startswith(f"{saved} Ce qui change\u00a0: 4\u00a0messages (")
    assert sentence.endswith(", …).")


def test_each_capacity_and_moment_is_a_group_with_its_legend(sonia_s):
    shown = sonia_s.get(HERE)
    legends = [
        re.sub(r"<[^>]+>", "", one)
        for one in re.findall(r"<legend>(.*?)</legend>", shown.text, re.DOTALL)
    ]
    told = [one.strip() for one in legends]

    first = [
        (part.title, [moment.title for moment in part.first])
        for part in shown.context["form"].parts
    ]
    assert told == [title for heading, moments in first for title in (heading, *moments)]
    fields = shown.context["form"]
    assert all(f'for="{fields[name].id_for_label}"' in shown.text for name in fields.fields)


def test_the_page_costs_the_same_with_one_capacity_and_several(
    signed_in, alice, django_assert_num_queries
):
    page = signed_in(alice)
    page.get(HERE)
    with django_assert_num_queries(15):
        page.get(HERE)
    for role in Role:
        give_role(alice, role)
    for name in ("Corvange", "Corsène"):
        factories.make_member(factories.make_organism(name), user=alice)
    for key in list(catalogue.lines())[:40]:
        MailChoice.objects.create(person=alice, notice=key, pace="week")
    page.get(HERE)
    with django_assert_num_queries(15):
        page.get(HERE)
