"""Minutes of a session and their notification (BR-58 to BR-60)."""

from datetime import date, datetime

import pytest

from labelling.committee.minutes import writing
from portal import access
from portal.core import clock
from portal.web import worklist
from portal.workflow import Forbidden
from portal.workflow.effects import foretold
from tests.labelling.committee.factories import fire, fresh, vote

pytestmark = pytest.mark.django_db
NBSP = "\u00a0"


def test_br58_minutes_tell_all_but_the_nominal_votes(label, voting, carla, nora, people):
    """Date, place, presences, items, counts, decisions; no name beside a vote."""
    fire(voting.session, "close", carla)
    fire(voting.session, "draft_minutes", nora)

    text = fresh(voting.session).minutes_text
    for part in (  # compared with plain spaces
        "Séance QH-S-2026-0001 du 17 décembre 2026, 14 h 00",
        "Lieu : Paris (sur place)",
        f"Siège S3 ({people['S3']}), Siège S4 ({people['S4']})",
        "Sièges absents (0) : aucun.",
        "Point 1. Valmeyre Habitat : premier label",
        "Quorum : 5 présents sur 5, il en fallait 3.",
        "Pour : 5. Contre : 0.",
        "Décision : Accorder le label.",
    ):
        assert part.replace(NBSP, " ") in text.replace(NBSP, " ")
    assert str(people["S3"]) not in text.partition("Point 1")[2]


def test_approved_minutes_are_fingerprinted(label, voting, carla, nora):
    """BR-59: a text changed by the back door no longer matches."""
    fire(voting.session, "close", carla)
    fire(voting.session, "draft_minutes", nora)
    session = fire(voting.session, "approve_minutes", carla)
    assert (writing.is_intact(session), session.due_on) == (True, date(2027, 1, 4))

    session.minutes_text += "Ajout."
    assert writing.is_intact(session) is False


def test_the_minutes_become_a_pdf_kept_with_the_session(label, voting, carla, nora, people, bob):
    """BR-59: made by the worker after the approval, once; seen by those who see the session."""
    fire(voting.session, "close", carla)
    fire(voting.session, "draft_minutes", nora)
    fire(voting.session, "approve_minutes", carla)
    reference = voting.session.reference
    writing.make_pdf.call(reference, carla.pk)
    writing.make_pdf.call(reference, carla.pk)

    stored = fresh(voting.session).minutes_file
    assert (stored.content_type, stored.is_intact()) == ("application/pdf", True)
    assert [access.sees(user, stored) for user in (people["S3"], nora, bob)] == [True, True, False]


def test_only_the_president_approves_the_minutes(label, voting, carla, nora):
    fire(voting.session, "close", carla)
    fire(voting.session, "draft_minutes", nora)
    with pytest.raises(Forbidden):
        fire(voting.session, "approve_minutes", nora)


def test_br60_a_late_notification_stands_first_on_the_board(label, voting, carla, nora):
    """Due D10 after the approval, it stays until it is done; the decision keeps the day of its notification."""
    fire(voting.session, "close", carla)
    fire(voting.session, "draft_minutes", nora)
    fire(voting.session, "approve_minutes", carla)
    with clock.at(datetime(2027, 2, 1, 9)):
        tasks = worklist.lists(fresh(nora))["do"]
        assert [(t.title, t.due_on) for t in tasks] == [
            ("Comité du 17 décembre 2026 : décisions à notifier", date(2027, 1, 4))
        ]
        fire(voting.session, "notify", nora)
        assert worklist.lists(fresh(nora))["do"] == []
    assert fresh(voting.item).decision.notified_on == date(2027, 2, 1)


def test_each_step_after_the_vote_says_its_mails_and_what_cannot_be_taken_back(
    label, voting, carla, nora
):
    def said(name):
        session = fresh(voting.session)
        table = session.workflow
        return [s.replace(NBSP, " ") for s in foretold(table.transitions[name], session)]

    closing = said("close")
    fire(voting.session, "close", carla)
    fire(voting.session, "draft_minutes", nora)
    approval = said("approve_minutes")
    fire(voting.session, "approve_minutes", carla)

    assert (
        "La séance ne se rouvre pas : plus personne ne vote, et l’émargement ne change plus."
        in closing
    )
    assert "Le texte ne change plus : ce qui le corrige devient un additif." in approval
    told = f"Valmeyre Habitat ({voting.item.dossier.reference})."
    assert said("notify") == [
        "L’état devient « Archivée ».",
        "1 décision est notifiée aujourd’hui : les délais de recours courent dès ce jour.",
        f"Un courriel porte la décision, ses motifs et son recours à : {told}",
        "La séance est archivée : elle ne change plus, et une notification ne se reprend pas.",
    ]


def test_the_minutes_name_the_present_seats_that_did_not_vote(voting, carla):
    vote(voting.item, "grant", S4="none", S5="none")
    fire(voting.item, "close_vote", carla)
    text = writing.text(fresh(voting.session)).replace(NBSP, " ")

    assert "Sièges présents qui n’ont pas voté (2) : Siège S4, Siège S5." in text
