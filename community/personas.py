"""Personas, spaces and days of the communities' demonstration content."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F

from community.spaces import actions
from community.spaces.members import actions as team
from community.spaces.members import roles
from community.spaces.models import Space
from labelling.public import club_organisms, regions
from portal.core import clock
from portal.models import Role, User

FEWEST = 6  # members of the club below which nothing is written
OLDEST = 70  # days: who plays was a member then
SILENT = 7  # one member in so many has not accepted the charter
MANY = 12  # one person an organism
TITLE, LINE = 16, 12  # points
LAYOUT = b"/MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >>"


@dataclass
class Cast:
    referent: User
    space: Space
    auditors_space: Space
    club: list
    auditors: list
    group: Space = None
    in_group: list = field(default_factory=list)

    @property
    def animator(self):
        return self.club[1]

    def rooms(self):
        """(the questions of the file, the space, who writes there)."""
        yield "questions", self.space, self.club
        if self.auditors:
            yield "auditor_questions", self.auditors_space, self.auditors
        yield "group_questions", self.group, self.in_group


def day(ago, hours=0):
    return clock.now() - timedelta(days=ago) + timedelta(hours=hours)


def past(ago, hours=0):
    """Context manager: the clock is set so many days ago, at a plausible hour, never in the future."""
    return clock.at(min(clock.now(), day(ago, hours)))


def at_rank(people, rank):
    return people[rank % len(people)]


def find_cast():
    """The référent, and invented people whose status has opened the spaces for long enough; or None."""
    referent = User.objects.filter(groups__name=Role.REFERENT, is_active=True).first()
    spaces = {one.slug: one for one in Space.objects.filter(slug__in=("club", "auditeurs"))}
    if referent is None or len(spaces) < 2:
        return None
    club, auditors = spaces["club"], spaces["auditeurs"]
    return Cast(referent, club, auditors, _one_an_organism(club), _writing(auditors)[:MANY])


def _writing(space):
    """Members of the space then and now: personas first, then in order of arrival."""
    with clock.at(day(OLDEST)):
        then = roles.writers(space)
    rows = User.objects.filter(pk__in=then & roles.writers(space), is_demo=True)
    rows = rows.order_by(F("persona__order").asc(nulls_last=True), "persona__name", "pk")
    return list(rows.prefetch_related("memberships__organism"))


def _one_an_organism(space):
    found = {}
    for person in _writing(space):
        for one in person.memberships.all():
            if one.is_active and one.organism.is_demo:
                found.setdefault(one.organism_id, person)
    return list(dict.fromkeys(found.values()))[:MANY]


def settle(cast, told):
    """Charters accepted, animators, the working group and a regional one."""
    with past(OLDEST):
        _group(cast, told)
        _accept(cast.space, cast.club)
        _accept(cast.auditors_space, cast.auditors)
        _accept(cast.group, cast.in_group)
        team.add(cast.space, cast.animator, "animator", by=cast.referent)
        if len(cast.auditors) > 1:
            team.add(cast.auditors_space, cast.auditors[1], "animator", by=cast.referent)
        team.add(cast.group, cast.in_group[0], "animator", by=cast.referent)
        _regional(cast)


def _group(cast, told):
    cast.group = actions.make(by=cast.referent, kind="group", **told)
    cast.in_group = [*cast.club[2:9], cast.club[0], *cast.auditors[2:4]]
    for person in cast.in_group:
        team.add(cast.group, person, "member", by=cast.referent)


def _accept(space, played):
    """Whoever plays accepts, and most of the others; some are left for a visitor to accept as."""
    charter = actions.current(space)
    known = {one.pk for one in played}
    rows = User.objects.filter(pk__in=roles.writers(space), is_demo=True).order_by("pk")
    rows = rows.select_related("persona")
    for rank, person in enumerate(rows):
        if person.pk in known or (rank % SILENT and not hasattr(person, "persona")):
            actions.accept(space, charter, by=person)


def _regional(cast):
    """A regional group of the region with the most organisms of the club."""
    [(code, _)] = Counter(club_organisms().values_list("region", flat=True)).most_common(1)
    name = f"Organismes labellisés, {dict(regions())[code]}"
    intro = "Les organismes labellisés de la région préparent ensemble leurs visites croisées."
    space = actions.make(by=cast.referent, kind="regional", name=name, intro=intro, region=code)
    _accept(space, ())


def regions_of(person):
    return sorted({one.organism.region for one in person.memberships.all() if one.is_active})


def speaker(organism):
    """Somebody invented who acts for an organism."""
    rows = User.objects.filter(memberships__organism=organism, memberships__is_active=True)
    return rows.filter(is_active=True, is_demo=True).order_by("pk").first()


def moderator_of(space, message):
    """An animator of the space who did not write the message."""
    rows = space.people.filter(roles.current(), function="animator").select_related("person")
    return next(row.person for row in rows if row.person_id != message.author_id)


def paper(title, lines):
    """A one-page PDF of plain words, written by hand so that nothing need be installed."""
    text = [f"BT /F1 {TITLE} Tf 60 780 Td 20 TL ({_quoted(title)}) Tj T* /F1 {LINE} Tf"]
    text += [f"T* ({_quoted(line)}) Tj" for line in (*lines, "Document inventé, démonstration.")]
    stream = "\n".join([*text, "ET"]).encode("cp1252", "replace")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R %s >>" % LAYOUT,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    return SimpleUploadedFile(f"{title}.pdf", _assembled(objects), "application/pdf")


def _quoted(words):
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _assembled(objects):
    """The objects with the cross-reference table that every PDF ends with."""
    out, places = BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    out.write(tail % (len(places) + 1, start))
    return out.getvalue()
