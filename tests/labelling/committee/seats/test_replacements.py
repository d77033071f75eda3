"""Replacement of a titulaire by the suppléant for coming sessions (BR-49), and the page of a person's mandates."""

import re
from datetime import date

import pytest

from labelling.committee import notices
from labelling.committee.attendance import interests, seating
from labelling.committee.models import Attendance, CommitteeSeat, CommitteeSession
from labelling.committee.seats import mandates, replacements
from labelling.parties.organisms.models import Membership
from portal.core import clock
from portal.models import Message
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests.labelling.accreditation.factories import make_auditor
from tests.labelling.committee.factories import HELD, fire, fresh, hold, make_session, text

pytestmark = pytest.mark.django_db
S3 = "/espace/comite/composition/S3/"


def seat(code="S3"):
    return CommitteeSeat.objects.get(code=code)


def replaced(session, code="S3"):
    return Attendance.objects.get(session=session, seat__code=code).is_replaced


def convened(session, nora):
    fire(session, "convene", nora)
    return fresh(session)


def send(browser, *sessions, **data):
    shown = browser.get(f"{S3}remplacement/").text
    seen = re.search(r'name="seen" value="(\w+)"', shown)[1]
    sent = {"sessions": [one.reference for one in sessions], "once": new_key(), "seen": seen}
    return browser.post(f"{S3}remplacement/", sent | data)


def test_the_titulaire_designates_their_suppleant_for_a_session(
    signed_in, session, item, people, nora
):
    """The journal of the seat and of the session say it; the suppléant is told, the pages show it."""
    session = convened(session, nora)
    browser = signed_in(people["S3"])
    assert "Désigner un remplacement" in browser.get(S3).text
    page = text(browser.get(f"{S3}remplacement/"))
    assert "Membre S3 substitute, suppléant, siège en remplacement de Membre S3 full" in page

    assert send(browser, session).headers["Location"] == S3
    assert replaced(session)
    said = "a noté que Membre S3 substitute, suppléant, remplace Membre S3 full à la séance du"
    assert said in audit_log.entries_of(seat())[0].sentence
    assert said in audit_log.entries_of(session)[0].sentence
    [told] = Message.objects.filter(notice="session.replacing")
    assert told.person == people["S3+"]
    assert "Remplacements annoncés" in text(browser.get(S3))
    assert "Membre S3 substitute, suppléant, en remplacement" in text(
        signed_in(nora).get(session.get_absolute_url())
    )

    send(signed_in(people["S3"]))
    assert not replaced(session)
    assert Message.objects.filter(notice="session.replaced_no_more").count() == 1


def test_the_attendance_sheet_is_filled_as_announced_and_who_comes_decides(
    signed_in, session, item, people, nora
):
    session = convened(session, nora)
    replacements.replace(seat(), [session], by=people["S3"])
    fire(session, "send_pack", nora)
    url = f"{session.get_absolute_url()}emargement/"
    with clock.at(HELD):
        form = signed_in(nora).get(url).context["form"]
        assert [form.fields[name].initial for name in ("t-S3", "s-S3", "s-S4")] == [
            False,
            True,
            False,
        ]
        seating.note(session, {seat().pk: (True, False)}, by=nora)
        [row] = [one for one in seating.read(fresh(session)).on() if one.seat.code == "S3"]

    assert row.voter.user == people["S3"]


def test_in_writing_the_suppleant_votes_instead_of_the_titulaire(
    before, people, sonia, nora, organism
):
    """BR-49: nobody is seen absent there; the designation says who answers."""
    session = make_session(sonia, days=77, mode="written_consultation")
    [row] = [one for one in seating.read(session).on() if one.seat.code == "S3"]
    assert (row.voter.user, row.mandate) == (people["S3"], "")

    replacements.replace(seat(), [session], by=nora)

    [row] = [one for one in seating.read(fresh(session)).on() if one.seat.code == "S3"]
    assert row.voter.user == people["S3+"]
    assert row.mandate == (
        "Vous votez en remplacement de Membre S3 full, qui vous a laissé son siège pour cette séance."
    )


def test_only_the_titulaire_and_the_office_designate(signed_in, session, item, people, nora, sonia):
    session = convened(session, nora)
    for person in (people["S4"], people["S3+"], people["PRES"]):
        assert signed_in(person).get(f"{S3}remplacement/").status_code == 403
        with pytest.raises(Forbidden):
            replacements.replace(seat(), [session], by=person)
    for person in (nora, sonia):
        assert send(signed_in(person), session).status_code == 302


def test_a_seat_without_suppleant_says_so(signed_in, session, people, nora):
    page = signed_in(people["S5"]).get("/espace/comite/composition/S5/remplacement/")

    assert "Ce siège n’a pas de suppléant aujourd’hui : nommez-le d’abord." in text(page)
    with pytest.raises(Refused) as refused:
        replacements.replace(seat("S5"), [], by=nora)
    assert refused.value.codes == ["no_substitute"]


def test_a_session_that_is_open_is_offered_no_more(room, people, nora):
    session = CommitteeSession.objects.get()

    assert list(replacements.coming(seat(), nora)) == []
    with pytest.raises(Refused) as refused:
        replacements.replace(seat(), [session], by=nora)
    assert refused.value.codes == ["session_over"]


def test_who_chooses_after_somebody_else_is_told(signed_in, session, item, people, nora):
    session = convened(session, nora)
    browser = signed_in(people["S3"])
    seen = re.search(r'name="seen" value="(\w+)"', browser.get(f"{S3}remplacement/").text)[1]
    replacements.replace(seat(), [session], by=nora)

    answer = send(browser, seen=seen)

    assert (answer.status_code, replaced(session)) == (409, True)
    assert "Les remplacements ont changé pendant que vous choisissiez." in answer.text


def test_a_mandate_that_ends_ends_what_was_announced_after_it(session, item, people, nora):
    session = convened(session, nora)
    replacements.replace(seat(), [session], by=nora)

    mandates.leave(nora, mandates.current("S3", "substitute"), until_on=clock.today())

    assert not replaced(session)


def test_the_page_of_a_person_tells_all_their_mandates_and_their_offices_to_who_watches(
    signed_in, people, nora, carla, organism
):
    person = people["S3"]
    hold(seat("S5"), "substitute", person, since_on=date(2024, 1, 1), until_on=date(2025, 1, 1))
    Membership.objects.create(user=person, organism=organism, function="contact")
    auditor = make_auditor()
    auditor.user, auditor.firm = person, "Relais Conseil"
    auditor.save()
    url = f"/espace/comite/personnes/{person.pk}/"
    assert url in signed_in(carla).get(S3).text

    for reader in (nora, carla, person):
        page = text(signed_in(reader).get(url))
        assert "Siège S3" in page
        assert "Siège S5" in page
        assert "Valmeyre Habitat, correspondant" in page
        assert "Auditeur, Relais Conseil" in page
    page = text(signed_in(people["S4"]).get(url))
    assert ("Siège S5" in page, "Relais Conseil" in page) == (True, False)


def test_who_never_sat_has_no_page_there(signed_in, people, nora, bob):
    assert signed_in(nora).get(f"/espace/comite/personnes/{bob.pk}/").status_code == 404


def test_a_suppleant_is_not_reminded_of_a_declaration_that_their_titulaire_has_made(
    session, item, people, nora
):
    """They are again once called to sit in their place, or when the titulaire has withdrawn."""
    session = convened(session, nora)

    def reminded():
        both = (people["S3"], people["S3+"])
        return [one in notices.undeclared(session) for one in both]

    told = [reminded()]
    interests.declare(session, people["S3"], {item: ""})
    told.append(reminded())
    Attendance.objects.filter(session=session, seat__code="S3").update(is_replaced=True)
    told.append(reminded())
    Attendance.objects.filter(session=session).update(is_replaced=False)
    interests.declare(session, people["S3"], {item: "Ma sœur y travaille."})
    told.append(reminded())
    interests.declare(session, people["S3+"], {item: ""})
    told.append(reminded())

    assert told == [[True, True], [False, False], [False, True], [False, True], [False, False]]
