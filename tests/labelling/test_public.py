"""Public interface of the label for other apps."""

from datetime import date, datetime, time

import pytest

from labelling import public
from labelling.committee.models import CommitteeSession
from labelling.parties.accreditation.models import Auditor, AuditorAccreditation
from labelling.parties.framework.binding import current_committee_rules
from labelling.title.labels.mentions import LabelMention
from portal.core import clock
from tests.factories import make_dossier, make_member, make_organism, make_user
from tests.labelling.labels.factories import make_decision, make_label

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with clock.at(datetime(2026, 11, 24, 12)):
        yield


def test_labelled_organisms_and_the_club_are_those_in_force_today():
    label = make_label(start_on=date(2025, 1, 1))
    make_label(label.organism, state="superseded", start_on=date(2022, 1, 1))
    make_label(state="suspended")

    assert list(public.labelled_organisms()) == [label.organism]
    (member,) = public.club_organisms()
    assert (member.cycle, member.member_since, member.label_end) == (
        1,
        date(2022, 1, 1),
        date(2027, 12, 31),
    )


def test_engaged_organisms_agreed_and_are_not_labelled():
    """BR-70."""
    agreed = make_organism(has_public_consent=True)
    make_dossier(agreed, state="preparation")
    make_dossier(make_organism(), state="preparation")
    renewing = make_label(make_organism(has_public_consent=True)).organism
    make_dossier(renewing, state="preparation", dossier_type="renewal")

    assert list(public.engaged_organisms()) == [agreed]


@pytest.mark.parametrize("are_shown", [False, True])
def test_an_organism_holds_a_label_that_the_directory_may_not_show(settings, are_shown):
    """BR-70: the one of an organism that is suspended is held."""
    settings.SHOW_SUSPENDED = are_shown
    active, suspended = make_label().organism, make_label(state="suspended").organism
    told = [public.label_and_address(one) for one in (active, suspended, make_organism())]

    assert told == [
        (True, f"/annuaire/{active.slug}/"),
        (True, f"/annuaire/{suspended.slug}/" if are_shown else ""),
        (False, ""),
    ]


def test_the_club_is_left_with_the_label():
    label = make_label(end_on=date(2026, 11, 24))
    alice = make_member(label.organism)

    assert public.is_club_member(alice) is True
    with clock.at(datetime(2026, 11, 25)):
        assert public.is_club_member(alice) is False
    assert public.is_club_member(make_user()) is False


def test_auditors_are_told_when_accredited_and_willing():
    """BR-45."""
    decision = make_decision(dossier=make_dossier(state="scheduled"))
    people = {}
    for slug, is_public, ends_on in (
        ("oui", True, date(2027, 1, 1)),
        ("discret", False, date(2027, 1, 1)),
        ("echu", True, date(2026, 11, 23)),
    ):
        people[slug] = Auditor.objects.create(user=make_user(), slug=slug, is_public=is_public)
        AuditorAccreditation.objects.create(
            reference=slug,
            auditor=people[slug],
            state="active",
            decision=decision,
            starts_on=date(2024, 1, 1),
            ends_on=ends_on,
        )

    assert [a.slug for a in public.accredited_auditors()] == ["oui"]
    assert {slug: public.is_auditor(a.user) for slug, a in people.items()} == {
        "oui": True,
        "discret": True,
        "echu": False,
    }


def test_upcoming_sessions_give_dates_alone():
    for number, (state, day) in enumerate(
        (
            ("convened", date(2026, 12, 17)),
            ("draft", date(2026, 12, 18)),
            ("convened", date(2026, 6, 1)),
        )
    ):
        CommitteeSession.objects.create(
            reference=f"S{number}",
            state=state,
            held_on=day,
            starts_at=time(14),
            place="Paris",
            rules=current_committee_rules(),
        )

    assert list(public.upcoming_sessions()) == [
        {"held_on": date(2026, 12, 17), "mode": "in_session"}
    ]


def test_figures_count_what_the_lists_show(django_assert_num_queries):
    """In two queries, however many there are."""
    label = make_label(make_organism(homes=1_000, region="44"))
    make_label(make_organism(homes=500, region="84"))
    make_dossier(make_organism(has_public_consent=True), state="preparation")
    decision = make_decision(dossier=make_dossier(state="scheduled"))
    days = {"start_on": date(2026, 1, 1), "end_on": date(2027, 1, 1)}
    LabelMention.objects.create(label=label, decision=decision, **days)
    for number in range(2):
        AuditorAccreditation.objects.create(
            reference=f"G{number}",
            auditor=Auditor.objects.create(user=make_user(), slug=f"a{number}", regions=["84"]),
            state="active",
            decision=decision,
            starts_on=date(2024, 1, 1),
            ends_on=date(2027, 1, 1),
        )

    with django_assert_num_queries(2):
        figures = public.figures()

    assert figures == {
        "labelled": 2,
        "engaged": 1,
        "homes": 1_500,
        "regions": 2,
        "auditors": 2,
        "sessions": public.upcoming_sessions().count(),
        "mentions": 1,
    }
    here = public.figures("84")
    assert (here["labelled"], here["homes"], here["auditors"], here["mentions"]) == (1, 500, 2, 0)
    assert public.figures("44")["auditors"] == 0


def test_real_organisms_are_cited_with_their_source_and_without_a_word_on_today():
    """Real ones never pass for invented ones, nor the reverse; a label here is told in the directory."""
    said = "Premier organisme labellisé, en juin 2017 (source : prismeconsultants.fr)."
    make_organism("Office du Grand Nancy", is_demo=False, source=said)
    make_organism("Inventé", is_demo=True, source=said)
    make_organism("Sans source", is_demo=False)
    make_label(make_organism("Labellisé ici", is_demo=False, source=said))

    assert public.pioneers() == [
        {
            "name": "Office du Grand Nancy",
            "fact": "Premier organisme labellisé, en juin 2017",
            "source": "prismeconsultants.fr",
            "url": "https://prismeconsultants.fr",
        }
    ]
