"""World of spaces: the club, closed to Bob, the auditors, a working group of Alice and Ali."""

from datetime import date, timedelta

from community.faq import actions as faq
from community.models import Acceptance, Charter, Space, SpaceMember
from community.polls import actions as answering
from community.polls.workflow import SURVEY
from community.questions import actions as questions
from community.spaces.members.roles import places
from community.threads import actions
from portal.access import affiliations
from portal.core import clock
from portal.web.questionnaire import LONG, ONE
from tests.access.people import OFFICE, OWN

GROUP = ("alice", "ali", *OFFICE)


def fill(world):
    club, auditors = Space.objects.get(slug="club"), Space.objects.get(slug="auditeurs")
    group = Space.objects.create(
        slug="charges", kind="group", name=world.canary("groupe", *GROUP), intro="Énergie"
    )
    for name, function in (("alice", "animator"), ("ali", "member")):
        SpaceMember.objects.create(space=group, person=world.people[name], function=function)
    for space in (club, auditors, group):
        charter = Charter.objects.get(kind=space.kind)
        for person in world.people.values():
            if space.pk in places(person):
                Acceptance.objects.create(space=space, charter=charter, person=person)
    for person in world.people.values():
        affiliations.forget(person)
    for side in ("ours", "theirs"):
        world.things[side] |= {"space": "club", "auditors_space": "auditeurs"}
        world.things[side] |= {"group_space": "charges"}
    _fill_surveys(world, group)
    entry, shown = talk(world, club, group)
    tell(world, entry, shown)


def tell(world, entry, shown):
    """Two public texts: one still reserved to who publishes, one that everybody reads, of an entry that they do not."""
    sonia, publishers = world.people["sonia"], ("dircom", *OFFICE)
    text = world.canary("publictext", *publishers)
    waiting = questions.prepare(entry, by=sonia, title="Une réponse qui attend", source=text)
    told = questions.prepare(
        shown, by=sonia, title="Quand nettoyer les halls ?", source="Le lundi."
    )
    told = told.workflow.fire(told, "publish", by=sonia)
    for side in ("ours", "theirs"):
        world.things[side] |= {"public_entry": waiting.reference, "shown_entry": told.reference}
        world.things[side] |= {"question_slug": told.slug}


LEADING = ("alice", *OFFICE)


def _fill_surveys(world, group):
    """A draft, an open one, one closed and named, one published and anonymous, whose answers are hidden (two)."""
    things = {"survey_draft": _survey(world, group, LEADING), "survey_question": 1}
    things["survey"] = _open(world, _survey(world, group, GROUP), "anonymous")
    closed = _open(world, _survey(world, group, GROUP), "named")
    told = _open(world, _survey(world, group, GROUP), "anonymous")
    for survey, readers in ((closed, LEADING), (told, ())):
        for name in ("alice", "ali"):
            mine = (*readers, name) if readers else ()
            _answer(world, survey, name, world.canary("reponse", *mine))
        SURVEY.fire(survey, "close", by=world.people["sonia"])
    told.refresh_from_db()
    SURVEY.fire(told, "publish", by=world.people["sonia"])
    things |= {"survey_closed": closed, "survey_told": told}
    for side in ("ours", "theirs"):
        world.things[side] |= {
            key: getattr(thing, "reference", thing) for key, thing in things.items()
        }


def _survey(world, group, readers):
    sonia = world.people["sonia"]
    made = answering.create(group, by=sonia, title=world.canary("enquete", *readers))
    answering.add_question(
        made, by=sonia, kind=ONE, label=world.canary("question", *readers), options=["Oui", "Non"]
    )
    facts = {"kind": LONG, "label": "Que changer ?", "is_required": False}
    answering.add_question(made, by=sonia, **facts)
    made.refresh_from_db()
    return made


def _open(world, survey, secrecy):
    how = {"closes_on": date(2026, 12, 18), "secrecy": secrecy}
    with clock.at(clock.now() - timedelta(days=10)):  # long enough for a reminder
        return SURVEY.fire(survey, "open", by=world.people["sonia"], **how)


def _answer(world, survey, name, text):
    choice, free = (one.key for one in survey.questions.all())
    answering.answer(survey, {choice: 1, free: text}, by=world.people[name])


def talk(world, club, group):
    """A question answered, certified, reported, hidden in part; its entry of the FAQ; one of the group."""
    people, readers = world.people, (*OWN, *OFFICE)
    alice, chloe, sonia = (people[name] for name in ("alice", "chloe", "sonia"))
    title, source = world.canary("question", *readers), world.canary("message", *readers)
    thread = actions.ask(club, by=alice, title=title, source=source, tags=("T07",))
    given = actions.answer(thread, by=chloe, source=world.canary("answer", *readers))
    given.workflow.fire(given, "certify", by=sonia)
    details = {"motive": "other", "details": world.canary("report", "alice", "chloe", *OFFICE)}
    given.workflow.fire(given, "report", by=alice, **details)
    lost = actions.answer(thread, by=alice, source=world.canary("hidden", *OWN, *OFFICE))
    facts = {"motive": "tone", "details": world.canary("hiddennote", *OWN, *OFFICE)}
    lost.workflow.fire(lost, "hide", by=sonia, **facts)
    text = world.canary("faq", *readers)
    entry = faq.publish(thread, by=sonia, title="Une question", source=text)
    shown = _shown(world, club, readers)
    facts = {
        "title": world.canary("grouptitle", *GROUP),
        "source": world.canary("grouptext", *GROUP),
    }
    apart = actions.ask(group, by=people["ali"], **facts)
    for side in ("ours", "theirs"):
        world.things[side] |= {
            "thread": thread.reference,
            "message": 1,
            "faq_entry": entry.reference,
        }
        world.things[side] |= {"group_thread": apart.reference}
    return entry, shown


def _shown(world, club, readers):
    """An entry whose own words, and whose thread, stay with the members."""
    alice, chloe, sonia = (world.people[name] for name in ("alice", "chloe", "sonia"))
    asked = {"title": world.canary("asked", *readers), "source": world.canary("told", *readers)}
    thread = actions.ask(club, by=alice, **asked)
    given = actions.answer(thread, by=chloe, source=world.canary("given", *readers))
    given.workflow.fire(given, "certify", by=sonia)
    return faq.publish(
        type(thread).objects.get(pk=thread.pk),
        by=sonia,
        title=world.canary("faqtitle", *readers),
        source=world.canary("faqtext", *readers),
    )
