"""Commitments that a labelled organism publishes, with their results.

A place of the list (1 to 12) holds at most one commitment that is public and one draft, which
replaces it when the signatory publishes. What was public stays known, with its dates.
"""

from django.db import models, transaction
from django.db.models import F, Q

from labelling.parties.organisms import audit_log
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import member, signatory
from portal import access
from portal.core import clock
from portal.models import User
from portal.web.submissions.edit_conflicts import refuse_if_changed, stamp, stamp_all
from portal.workflow import Forbidden, Problem, Refused

MOST = 12
FACTS = ("text", "target", "result", "measured_on", "source")
NOTHING_SAID = dict.fromkeys(FACTS, "") | {"measured_on": None}


class CommitmentQuerySet(access.QuerySet):
    def drafts(self):
        return self.filter(published_on=None)

    def public(self):
        return self.filter(published_on__isnull=False, ended_on=None)


class PublishedCommitment(models.Model):
    """One commitment, as it is written, then as it was published; never changed once public."""

    organism = models.ForeignKey(Organism, models.PROTECT, related_name="commitments")
    place = models.PositiveSmallIntegerField("place dans la liste")
    text = models.CharField("engagement", max_length=200)
    target = models.CharField("objectif", max_length=80, blank=True)
    result = models.CharField("résultat mesuré", max_length=80, blank=True)
    measured_on = models.DateField("mesuré le", null=True, blank=True)
    source = models.CharField("source", max_length=200, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    written_at = models.DateTimeField("écrit le", default=clock.now, editable=False)
    published_on = models.DateField("public depuis le", null=True, editable=False)
    published_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    ended_on = models.DateField("public jusqu’au", null=True, editable=False)

    objects = CommitmentQuerySet.as_manager()
    visibilities = access.through("organism")

    class Meta:
        verbose_name = "engagement publié"
        verbose_name_plural = "engagements publiés"
        ordering = ("place", "-pk")
        constraints = (
            models.CheckConstraint(
                name="commitment_twelve_at_most", condition=Q(place__gte=1, place__lte=MOST)
            ),
            models.UniqueConstraint(
                fields=("organism", "place"),
                condition=Q(published_on=None),
                name="commitment_one_draft_a_place",
            ),
            models.UniqueConstraint(
                fields=("organism", "place"),
                condition=Q(published_on__isnull=False, ended_on=None),
                name="commitment_one_public_a_place",
            ),
            models.CheckConstraint(
                name="commitment_published_by_somebody",
                condition=Q(published_on=None, published_by=None, ended_on=None)
                | Q(published_on__isnull=False, published_by__isnull=False),
            ),
            models.CheckConstraint(
                name="commitment_dates_in_order",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("published_on")),
            ),
            models.CheckConstraint(
                name="commitment_result_has_its_day",
                condition=Q(result="") | Q(measured_on__isnull=False),
            ),
        )

    def __str__(self):
        return self.text


def published(organism):
    """What the public reads, in order; the page shows it only while the organism is listed."""
    return list(organism.commitments.public())


def drafts(organism):
    return list(organism.commitments.drafts())


def places(organism):
    """[{place, public, draft}] of the places in use, then the first free one or None."""
    rows = {}
    for one in organism.commitments.filter(ended_on=None):
        part = "public" if one.published_on else "draft"
        rows.setdefault(one.place, {"place": one.place, "public": None, "draft": None})[part] = one
    free = next((n for n in range(1, MOST + 1) if n not in rows), None)
    return [rows[n] for n in sorted(rows)], free


def stamp_of(found):
    """What was shown before publishing: a draft that changed since is not published unseen."""
    return stamp_all(sorted(found, key=lambda one: one.place), ("place", *FACTS))


@transaction.atomic
def write(organism, place, facts, *, by, seen=None):
    """Keep the draft of a place; its writer is a member. Raises Changed when a colleague wrote in between."""
    _allow(member, by, organism, "écrire un engagement")
    organism = audit_log.locked(organism)
    draft = organism.commitments.drafts().filter(place=place).first()
    public = organism.commitments.public().filter(place=place).first()
    if seen is not None and stamp(draft or public, FACTS) != seen:
        refuse_if_changed(draft or public, FACTS, seen)
        raise Refused(Problem("place", GONE))
    draft = draft or PublishedCommitment(organism=organism, place=place)
    for name in FACTS:
        setattr(draft, name, facts[name])
    draft.written_by, draft.written_at = by, clock.now()
    draft.save()
    audit_log.write_entry(
        organism, by, "commitment_written", f"a écrit l’engagement {place}, non publié"
    )
    return draft


GONE = "Cet engagement a changé pendant que vous écriviez. Relisez-le, puis enregistrez de nouveau."
NOTHING = "Aucun brouillon n’est à publier."
OTHERS = "Un brouillon a changé depuis que vous l’avez lu. Relisez, puis publiez."


@transaction.atomic
def publish(organism, *, by, seen):
    """Make every draft public in its place, and end what it replaces. The signatory alone (BR-03)."""
    _allow(signatory, by, organism, "publier")
    organism = audit_log.locked(organism)
    found = drafts(organism)
    if not found:
        raise Refused(Problem("nothing", NOTHING))
    if stamp_of(found) != seen:
        raise Refused(Problem("changed", OTHERS))
    today = clock.today()
    for draft in found:
        organism.commitments.public().filter(place=draft.place).update(ended_on=today)
        draft.published_on, draft.published_by = today, by
        draft.save(update_fields=["published_on", "published_by"])
    numbers = ", ".join(str(draft.place) for draft in found)
    audit_log.write_entry(
        organism, by, "commitments_published", f"a publié les engagements {numbers}"
    )
    return found


@transaction.atomic
def drop(organism, place, *, by):
    """Forget a draft; what is public stays."""
    _allow(member, by, organism, "retirer un brouillon")
    organism = audit_log.locked(organism)
    if not organism.commitments.drafts().filter(place=place).delete()[0]:
        raise Refused(Problem("nothing", "Ce brouillon n’existe plus."))
    audit_log.write_entry(
        organism, by, "commitment_dropped", f"a retiré le brouillon de l’engagement {place}"
    )


@transaction.atomic
def end(organism, place, *, by):
    """Show a commitment no more. The signatory alone."""
    _allow(signatory, by, organism, "retirer un engagement")
    organism = audit_log.locked(organism)
    if not organism.commitments.public().filter(place=place).update(ended_on=clock.today()):
        raise Refused(Problem("nothing", "Cet engagement n’est plus publié."))
    audit_log.write_entry(organism, by, "commitment_ended", f"ne publie plus l’engagement {place}")


def _allow(rule, by, organism, doing):
    if not rule(by, organism):
        raise Forbidden(Problem("forbidden", f"Seul {rule.label} peut {doing}."))
