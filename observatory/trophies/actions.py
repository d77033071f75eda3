"""Actions on trophies: open an edition, propose a practice, vote."""

from django.db import IntegrityError, transaction

from observatory.trophies import notices
from observatory.trophies.models import TrophyCandidate, TrophyCategory, TrophyEdition, TrophyVote
from observatory.trophies.rules import organiser, proposer, voter
from observatory.trophies.workflow import CANDIDATE
from portal.access.references import next_reference
from portal.core import clock
from portal.notifications import outbox
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log, locked

S, C = TrophyEdition.State, TrophyCandidate.State
WRITABLE = (S.PREPARED, S.NOMINATING)
VOTED = "Votre organisme a déjà voté dans cette catégorie."


def _forbid(rule, by, thing, doing):
    if not rule(by, thing):
        raise Forbidden(Problem("forbidden", f"Seul {rule.label} {doing}."))


@transaction.atomic
def open_edition(year, *, by, opens_on, closes_on, categories):
    """An edition with its categories, in order; one a year."""
    _forbid(organiser, by, None, "prépare les trophées")
    try:
        with transaction.atomic():
            made = TrophyEdition.objects.create(year=year, opens_on=opens_on, closes_on=closes_on)
    except IntegrityError as error:
        raise Refused(Problem("again", "Cette année a déjà son édition.")) from error
    _write_categories(made, categories)
    sentence = f"{by} a préparé les trophées {year}."
    audit_log.write(made, by=by, act="open", sentence=sentence, target=made.state)
    return made


def _write_categories(edition, titles):
    TrophyCategory.objects.bulk_create(
        TrophyCategory(edition=edition, order=order, title=title)
        for order, title in enumerate(titles, 1)
    )


def edit_edition(edition, *, by, opens_on, closes_on, categories=None):
    """Dates until the vote opens; categories until there are candidates."""
    _forbid(organiser, by, None, "prépare les trophées")
    with acting(edition, by=by, act="edit", sentence="a modifié l’édition") as current:
        if current.state not in WRITABLE:
            raise Refused(Problem("late", "Le vote est ouvert\u00a0: l’édition ne change plus."))
        current.opens_on, current.closes_on = opens_on, closes_on
        if categories is not None and current.state == S.PREPARED:
            current.categories.all().delete()
            _write_categories(current, categories)


def propose(category, practice, *, by):
    """By its organism, it runs; by the référent, its organism accepts first. Forbidden, Refused."""
    is_own = proposer(by, practice)
    _forbid(proposer | organiser, by, practice, "propose cette pratique")
    with locked(category.edition) as edition:
        _may_propose(edition, category, practice)
        made = TrophyCandidate.objects.create(
            reference=next_reference("QH-TC", clock.today().year),
            category=category,
            practice=practice,
            organism_id=practice.organism_id,
            proposed_by=by,
        )
        sentence = f"{by} a proposé «\u00a0{practice}\u00a0», catégorie «\u00a0{category}\u00a0»."
        entry = audit_log.write(made, by=by, act="propose", sentence=sentence, target=made.state)
        if is_own:
            return CANDIDATE.fire(made, "accept", by=by)
        outbox.write(notices.INVITED, made, entry, topic="observatory/trophies")
    return made


def _may_propose(edition, category, practice):
    if edition.state != S.NOMINATING:
        raise Refused(Problem("edition", "Les candidatures de cette édition ne sont pas ouvertes."))
    if not practice.is_published:
        raise Refused(Problem("practice_gone", "Cette pratique n’est pas publiée."))
    if category.candidates.filter(practice=practice).exclude(state=C.WITHDRAWN).exists():
        raise Refused(Problem("again", "Cette pratique est déjà candidate dans cette catégorie."))


def vote(candidate, organism, *, by):
    """One vote a labelled organism and category, never for its own, while the vote is open.

    Whoever comes second is told; the line of the journal says that the organism voted, not for whom.
    """
    if organism is None or not voter(by, organism):
        raise Forbidden(Problem("forbidden", f"Seul {voter.label} vote."))
    with locked(candidate.category.edition) as edition:
        _may_vote(edition, candidate, organism)
        category = candidate.category
        made = TrophyVote.objects.create(
            category=category,
            organism=organism,
            candidate=candidate,
            chosen_id=candidate.organism_id,
        )
        sentence = f"{by} a voté pour {organism}, catégorie «\u00a0{category}\u00a0»."
        audit_log.write(
            edition,
            by=by,
            act="vote",
            sentence=sentence,
            source=edition.state,
            target=edition.state,
        )
    return made


def _may_vote(edition, candidate, organism):
    if edition.state != S.VOTING or edition.closes_on < clock.today():
        raise Refused(Problem("closed", "Le vote n’est pas ouvert."))
    current = TrophyCandidate.objects.select_related("practice").get(pk=candidate.pk)
    if current.state != C.RUNNING or not current.is_shown:
        raise Refused(Problem("gone", "Cette candidature n’est plus en lice."))
    if current.organism_id == organism.pk:
        raise Refused(Problem("own", "On ne vote pas pour sa propre pratique."))
    if TrophyVote.objects.filter(category=candidate.category_id, organism=organism).exists():
        raise Refused(Problem("voted", VOTED))
