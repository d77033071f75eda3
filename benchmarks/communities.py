"""Benchmark data of the communities, a large club: `python -m benchmarks.communities 5000 500`.

Questions with ten messages on average, and people of as many labelled organisms. In a database where a
scenario has been replayed and multiplied, in the profile of the demonstration; the same for a seed.
"""

import sys
from datetime import timedelta

import django

django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402 -- after django.setup()
from django.db import connection, transaction  # noqa: E402 -- same

from benchmarks.pages import GROUP, club_member  # noqa: E402 -- same
from community.models import (  # noqa: E402 -- same
    Acceptance,
    Charter,
    DocumentVersion,
    Expertise,
    Profile,
    Space,
    SpaceDocument,
    SpaceMember,
    SpacePage,
    Thread,
    ThreadMessage,
)
from community.spaces.members.roles import writers  # noqa: E402 -- same
from community.threads.volume import make  # noqa: E402 -- same
from labelling.parties.organisms.models import Membership  # noqa: E402 -- same
from labelling.title.labels.models import Label  # noqa: E402 -- same
from portal.core import clock  # noqa: E402 -- same
from portal.documents.models import StoredFile  # noqa: E402 -- same
from portal.models import User  # noqa: E402 -- same
from portal.notifications.models import Message  # noqa: E402 -- same
from portal.notifications.notices import NOTICES, template_of  # noqa: E402 -- same
from portal.workflow import audit_log  # noqa: E402 -- same

SEED, BATCH = 7, 500
OF_GROUP, DOCUMENTS, NOTICES_OF_ONE, NEWS = 40, 60, 2_000, 300
LONG = 200  # messages of one question
CRITERIA = ("T01.1", "T03.2", "T07.1", "T09.2")
TEXT = "Texte inventé pour la mesure. " * 6


def make_people(number):
    """Somebody for `number` organisms whose label is in force, who were nobody's until now."""
    held = Membership.objects.filter(is_active=True).values("organism")
    labels = Label.objects.in_force().exclude(organism__in=held).order_by("pk")
    organisms = list(labels.values_list("organism", flat=True).distinct()[:number])
    people = User.objects.bulk_create(
        (
            User(
                email=f"mesure.{n}@exemple.fr",
                first_name="Camille",
                last_name=f"Mesure {n:04d}",
                last_seen_at=clock.now(),
            )
            for n in range(len(organisms))
        ),
        BATCH,
    )
    Membership.objects.bulk_create(
        (
            Membership(organism_id=key, user=one, function="contact")
            for key, one in zip(organisms, people, strict=True)
        ),
        BATCH,
    )


def settle(space):
    """All those whom the space opens to have accepted its charter."""
    charter = Charter.objects.filter(kind=space.kind).order_by("-number").first()
    rows = (Acceptance(space=space, charter=charter, person_id=key) for key in writers(space))
    Acceptance.objects.bulk_create(rows, BATCH, ignore_conflicts=True)


def make_group(club, viewer):
    """A working group of the club: its people, who animates it."""
    group = Space.objects.create(slug=GROUP, kind="group", name="Groupe de la mesure", intro=TEXT)
    others = sorted(writers(club) - {viewer.pk})[: OF_GROUP - 1]
    functions = {others[0]: "animator"}
    SpaceMember.objects.bulk_create(
        SpaceMember(space=group, person_id=key, function=functions.get(key, "member"))
        for key in (viewer.pk, *others)
    )
    settle(group)
    return group


def make_profiles(space):
    """Everybody in the directory, with what they know."""
    keys = sorted(writers(space))
    Profile.objects.filter(person__in=keys).delete()
    profiles = Profile.objects.bulk_create(
        (
            Profile(person_id=key, slug=f"mesure-{key}", presentation=TEXT[:180], state="shown")
            for key in keys
        ),
        BATCH,
    )
    Expertise.objects.bulk_create(
        (
            Expertise(profile=one, kind="criterion", code=code)
            for rank, one in enumerate(profiles)
            for code in (CRITERIA[rank % 4], CRITERIA[(rank + 1) % 4])
        ),
        BATCH,
    )


def make_documents(space, by):
    """Their files are rows alone: no page of a list opens one."""
    kind = ContentType.objects.get_for_model(SpaceDocument)
    documents = SpaceDocument.objects.bulk_create(
        SpaceDocument(
            space=space,
            slug=f"mesure-{n}",
            title=f"Document {n}",
            folder=f"Sujet {n % 7}",
            summary=TEXT[:120],
            asks_reading=n % 3 == 0,
        )
        for n in range(DOCUMENTS)
    )
    files = StoredFile.objects.bulk_create(
        StoredFile(
            file=f"mesure/{one.slug}.pdf",
            name=f"{one.slug}.pdf",
            kind="space_document",
            content_type="application/pdf",
            size=50_000,
            sha256="0" * 64,
            stored_by=by,
            holder_type=kind,
            holder_id=one.pk,
        )
        for one in documents
    )
    DocumentVersion.objects.bulk_create(
        DocumentVersion(
            document=one,
            number=1,
            file=file,
            effective_on=clock.today(),
            added_by=by,
            added_at=clock.now() - timedelta(days=rank),
        )
        for rank, (one, file) in enumerate(zip(documents, files, strict=True))
    )


def make_pages(space):
    SpacePage.objects.bulk_create(
        SpacePage(
            space=space,
            slug=f"mesure-{n}",
            title=f"Page {n}",
            text=TEXT,
            state="published",
            is_pinned=n < 3,
            rank=n,
        )
        for n in range(12)
    )


def make_long_thread(club):
    """One question of 200 messages: the answers of the next ones, read again there."""
    thread = Thread.objects.filter(space=club).order_by("pk").first()
    some = ThreadMessage.objects.exclude(thread=thread).order_by("pk")[: LONG - 1]
    thread.messages.exclude(number=1).delete()
    ThreadMessage.objects.bulk_create(
        ThreadMessage(
            thread=thread,
            number=number,
            author_id=one.author_id,
            source=one.source,
            html=one.html,
            created_at=one.created_at,
            since_at=one.since_at,
        )
        for number, one in enumerate(some, 2)
    )
    thread.messages_count, thread.answers_count = LONG, LONG - 1
    thread.save(update_fields=["messages_count", "answers_count"])


def certify(club):
    """One question in ten has a certified answer."""
    rows = list(Thread.objects.filter(space=club, answers_count__gte=1).order_by("pk")[::10])
    first = dict(
        ThreadMessage.objects.filter(thread__in=rows, number=2).values_list("thread", "pk")
    )
    for one in rows:
        one.certified_id, one.certified_at, one.framework = first[one.pk], clock.now(), "mesure"
    Thread.objects.bulk_update(rows, ["certified", "certified_at", "framework"], BATCH)


def make_news(space, by):
    """What happened there lately, told by the journals."""
    for thread in Thread.objects.filter(space=space).order_by("-pk")[:NEWS]:
        audit_log.write(thread, by=by, act="ask", sentence="Mesure.", target=thread.state)


def make_notices(viewer):
    """Answers told to one person: a fifth are unread."""
    messages = ThreadMessage.objects.filter(number=2).select_related("thread").order_by("pk")
    notice = NOTICES["thread.answered"]
    now = clock.now()
    Message.objects.bulk_create(
        (
            Message(
                event_key=f"mesure:{rank}",
                person=viewer,
                notice=notice.key,
                state="sent",
                template=template_of(notice, "community/threads"),
                sent_at=now,
                thing_type=ThreadMessage._meta.label_lower,
                thing_id=one.pk,
                about=f"{Thread._meta.label_lower}:{one.thread_id}",
                name=str(one)[:200],
                subject=f"Une réponse à « {one.thread.title} »"[:250],
                body=TEXT,
                read_at=now if rank % 5 else None,
            )
            for rank, one in enumerate(messages[:NOTICES_OF_ONE])
        ),
        BATCH,
    )


@transaction.atomic
def main(questions, people):
    viewer = club_member()
    make_people(people)
    club = Space.objects.get(kind="club")
    settle(club)
    make(questions, SEED)
    make_long_thread(club)
    certify(club)
    group = make_group(club, viewer)
    make(200, SEED + 1, slug=group.slug)
    by = User.objects.get(pk=min(writers(club) - {viewer.pk}))
    for space in (club, group):
        make_pages(space)
        make_documents(space, by)
        make_news(space, by)
    make_profiles(club)
    make_notices(viewer)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
