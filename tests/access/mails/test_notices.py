"""Text of every mail of the catalogue, about a thing of the world."""

import re
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import DateField, DateTimeField
from django.template import engines

from community.models import Passage, RefusedReply, Space, SpaceDigest
from community.spaces.members.roles import place
from home.models import LetterCopy, LetterIssue, NewsPage, Subscription
from home.review import models
from observatory.alerts.models import SavedSearch, SearchDigest
from observatory.practices.models import GoodPractice
from portal.core import clock
from portal.notifications import outbox
from portal.workflow import WORKFLOWS
from tests import factories
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
OUTSIDE = {  # the notices that no table tells: the kind of thing, and the folder of their text
    "admission.confirm": ("labelling.Admission", "labelling/complaints"),
    "prepared_table.ready": ("portal.PreparedTable", "portal/exports"),
    "absence.declared": ("portal.Absence", "portal/assignments"),
    "absence.noted": ("portal.Absence", "portal/assignments"),
    "assignment.given": ("portal.Assignment", "portal/assignments"),
    "assignment.taken_over": ("portal.Assignment", "portal/assignments"),
    "account_change.proposed": ("portal.AccountChange", "portal/account_desk"),
    "alert.changed": ("home.AlertMail", "home/alerts"),
    "alert.confirm": ("home.Alert", "home/alerts"),
    "alert_point.raised": ("labelling.AlertPoint", "labelling/process_map"),
    "consultation.asked": ("labelling.AccessKey", "labelling/consultations"),
    "consultation.followed": ("labelling.AccessKey", "labelling/consultations"),
    "consultation.mailbox": ("labelling.AccessKey", "labelling/consultations"),
    "appeal.arrived": ("labelling.Appeal", "labelling/complaints"),
    "appeal.followed": ("labelling.Appeal", "labelling/complaints"),
    "appeal.lodged": ("labelling.Appeal", "labelling/complaints"),
    "appeal.to_relist": ("labelling.Appeal", "labelling/complaints"),
    "attestation.print_failed": ("labelling.Attestation", "labelling/labels"),
    "complaint.received": ("labelling.Complaint", "labelling/complaints"),
    "correction.to_agree": ("labelling.Correction", "labelling/corrections"),
    "dossier.decided": ("labelling.LabelDossier", "labelling/committee"),
    "enquiry.arrived": ("labelling.Enquiry", "labelling/complaints"),
    "evolution.proposed": ("labelling.Evolution", "labelling/governance"),
    "follow_up.handed": ("labelling.Handing", "labelling/follow_up"),
    "follow_up.mentioned": ("labelling.NoteMention", "labelling/follow_up"),
    "follow_up.relance": ("labelling.Relance", "labelling/follow_up"),
    "mission.observed": ("labelling.AuditMission", "labelling/audits"),
    "evaluation.asked": ("labelling.AuditMission", "labelling/evaluations"),
    "support.requested": ("labelling.SupportRequest", "labelling/support"),
    "event.materials": ("home.Registration", "home/agenda"),
    "event.opinion": ("home.Registration", "home/agenda"),
    "event.promoted": ("home.Registration", "home/agenda"),
    "event.reminded": ("home.Registration", "home/agenda"),
    "event.registered": ("home.Registration", "home/agenda"),
    "hearing.opened": ("labelling.Hearing", "labelling/hearings"),
    "accreditation.notified": ("labelling.AuditorAccreditation", "labelling/accreditation"),
    "label.granted": ("labelling.Label", "labelling/labels"),
    "label.not_taken": ("labelling.Label", "labelling/labels"),
    "label.suspended": ("labelling.Label", "labelling/labels"),
    "label.withdrawn": ("labelling.Label", "labelling/labels"),
    "letter.confirm": ("home.Subscription", "home/letter"),
    "letter.letter": ("home.LetterCopy", "home/letter"),
    "letter.test": ("home.LetterIssue", "home/letter"),
    "licence.opened": ("labelling.BrandLicence", "labelling/licences"),
    "merger.absorbed": ("labelling.Merger", "labelling/mergers"),
    "merger.absorbing": ("labelling.Merger", "labelling/mergers"),
    "misuse.arrived": ("labelling.MisuseReport", "labelling/complaints"),
    "practice.called": ("observatory.ContributionCall", "observatory"),
    "page.approved": ("home.ReviewState", "home/review"),
    "page.commented": ("home.EditorialEntry", "home/review"),
    "page.corrected": ("home.EditorialEntry", "home/review"),
    "page.refused": ("home.EditorialEntry", "home/review"),
    "page.rejected": ("home.ReviewState", "home/review"),
    "page.submitted": ("home.ReviewState", "home/review"),
    "practice.begun": ("observatory.GoodPractice", "observatory"),
    "practice.digest": ("observatory.SearchDigest", "observatory"),
    "practice.invited": ("observatory.PracticeInvitation", "observatory"),
    "question.asked": ("observatory.PracticeQuestion", "observatory/questions"),
    "file.infected": ("portal.StoredFile", "portal/documents"),
    "request.answered": ("labelling.Enquiry", "labelling/complaints"),
    "request.assigned": ("labelling.Complaint", "labelling/complaints"),
    "request.moved": ("labelling.MisuseReport", "labelling/complaints"),
    "request.received": ("labelling.MisuseReport", "labelling/complaints"),
    "request.to_specify": ("labelling.Admission", "labelling/complaints"),
    "request.taken": ("labelling.MisuseReport", "labelling/complaints"),
    "contact.sent": ("community.Contact", "community/people"),
    "document.to_read": ("community.DocumentReading", "community/documents"),
    "mentoring.proposed": ("community.Mentoring", "community/mentoring"),
    "space.ending": ("community.Passage", "community/spaces"),
    "space.entry": ("community.Passage", "community/spaces"),
    "space.reading": ("community.Passage", "community/spaces"),
    "accreditation.taken_over": ("labelling.AuditorAccreditation", "labelling/accreditation"),
    "accreditation.statement_told": ("labelling.AuditorStatement", "labelling/accreditation"),
    "accreditation.tie_told": ("labelling.AuditMission", "labelling/accreditation"),
    "session.departed": ("labelling.AgendaItem", "labelling/committee"),
    "session.replacing": ("labelling.Attendance", "labelling/committee"),
    "session.replaced_no_more": ("labelling.Attendance", "labelling/committee"),
    "session.addendum_to_approve": ("labelling.CommitteeSession", "labelling/committee"),
    "session.print_failed": ("labelling.CommitteeSession", "labelling/committee"),
    "reply.refused": ("community.RefusedReply", "community/replies"),
    "thread.answered": ("community.ThreadMessage", "community/threads"),
    "thread.asked": ("community.ThreadMessage", "community/threads"),
    "thread.digest": ("community.SpaceDigest", "community/threads"),
    "thread.mentioned": ("community.ThreadMessage", "community/threads"),
    "trophy.invited": ("observatory.TrophyCandidate", "observatory/trophies"),
}
UNSAID = re.compile(r"⟦[^⟧]*⟧|{[{%]|\bNone\b|\bTrue\b|\bFalse\b|\S  \S|«\s*»|object at")


@pytest.fixture
def loud():
    """What a template does not find shows, instead of nothing."""
    engine = engines["django"].engine
    before, engine.string_if_invalid = engine.string_if_invalid, "⟦%s⟧"
    yield
    engine.string_if_invalid = before


def catalogue():
    """{key: (model, topic)} of every notice."""
    found = {key: (apps.get_model(name), topic) for key, (name, topic) in OUTSIDE.items()}
    for model, table in WORKFLOWS.items():
        told = [notice for one in table.transitions.values() for notice in one.tells]
        told += [reminder.notice for reminder in table.reminders]
        found |= {notice.key: (model, table.topic) for notice in told}
    return found


def furnish(world):
    """What the world has none of: a letter and a digest that left, a page under review, a line of its journal."""
    issue, subscription = LetterIssue.objects.first(), Subscription.objects.first()
    LetterCopy.objects.get_or_create(issue=issue, subscription=subscription)
    digest, _ = SearchDigest.objects.get_or_create(search=SavedSearch.objects.first(), number=1)
    digest.practices.add(GoodPractice.objects.published().first())
    facts = {"space": Space.objects.get(slug="club"), "day": clock.today()}
    since, until = clock.now() - timedelta(days=1), clock.now() + timedelta(days=1)
    SpaceDigest.objects.get_or_create(**facts, defaults={"since_at": since, "until_at": until})
    tell_of_reading(facts["space"])
    RefusedReply.objects.get_or_create(mail_id="<un@x>", address="a@x.example", why="empty")
    page, dircom = NewsPage.objects.first(), world.people["dircom"]
    page.save_revision(user=dircom)
    page.get_workflow().start(page, dircom)
    models.write(page, "corrected", by=dircom, reason="Une coquille.")


def tell_of_reading(club):
    """Somebody whose organism lost its label three months ago: they read, and it will end."""
    late = factories.make_member(factories.make_organism("Ancien Habitat"))
    dates = {"start_on": date(2023, 9, 1), "end_on": date(2026, 8, 31)}
    make_label(late.memberships.get().organism, **dates)
    until = place(late, club).standing.until
    for kind in ("reading", "ending"):
        Passage.objects.create(space=club, person=late, kind=kind, until=until)


def thing_of(model, **facts):
    """One of the world, with a date wherever a later step writes one, and `facts`."""
    thing = model._base_manager.order_by("pk").first()
    for name, value in facts.items():
        setattr(thing, name, value)
    for field in model._meta.concrete_fields:
        if isinstance(field, DateField) and getattr(thing, field.name) is None:
            now = clock.now() if isinstance(field, DateTimeField) else clock.today()
            setattr(thing, field.name, now)
    return thing


def test_every_notice_is_in_a_table_or_in_the_list_above():
    ours = {key for key in outbox.NOTICES if not key.startswith("test.")}

    assert set(catalogue()) == ours


def facts_of(world):
    """What the step that tells a notice has just written, where the world's thing is at another step."""
    who = world.people["dircom"]
    decided = {"notified_decision": world.decision}
    return {
        "accreditation.notified": decided,
        "label.not_taken": decided,
        "licence.removed": {"removed_by": who},
        "thread.hidden": {"hidden_for": "tone"},
        "page.approved": {"finished_by": who},
        "page.rejected": {"finished_by": who},
        "request.moved": {"came_from": "QH-R-2026-0001"},
        "support.accepted": {"adviser": who},
        "support.replanned": {"adviser": who},
    }


def test_every_mail_says_all_that_it_has_to_say(world, loud):
    """BR-96: a subject, the address of the thing, the reason (strangers know theirs); no name left empty."""
    furnish(world)
    faults, facts = [], facts_of(world)
    for key, (model, topic) in sorted(catalogue().items()):
        notice, thing = outbox.NOTICES[key], thing_of(model, **facts.get(key, {}))
        subject, body = outbox.render_template(
            outbox.template_of(notice, topic), thing, person=world.people["alice"], why=notice.why
        )
        faults += [(key, found) for found in UNSAID.findall(f"{subject}\n{body}")]
        told = notice.why in body or key.startswith("request.")
        led = settings.PORTAL_ADDRESS in body or key == "letter.test"  # the letter as it is so far
        faults += [] if subject and told and led else [(key, "subject, reason or address missing")]
    assert faults == []


def test_a_mail_whose_date_is_gone_is_not_sent(world, loud):
    """The control: such a text cannot be written; the outbox drops it instead of failing nine times."""
    model, topic = catalogue()["label.suspended"]
    notice, label = outbox.NOTICES["label.suspended"], thing_of(model)
    before = notice.holds(label)
    label.suspended_on = None

    assert (before, notice.holds(label)) == (True, False)
    with pytest.raises(AttributeError, match="day"):
        outbox.render_template(outbox.template_of(notice, topic), label)


def test_the_reading_finds_what_is_left_unsaid(world, loud):
    """The control: a name that does not exist, a None, an empty place between two words."""
    for text in ("{{ thing.nothing }}", "{{ thing.closed_on }}", "le {{ thing.moved_to }} tard"):
        thing = apps.get_model("labelling.Enquiry").objects.first()
        said = engines["django"].from_string(text).render({"thing": thing})
        assert UNSAID.findall(said) != []
