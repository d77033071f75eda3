"""Log of contacts: an exchange noted, corrected by who noted it, withdrawn; what follows it, done with a word."""

from django.db import transaction

from labelling.parties.organisms.models import Membership
from labelling.steering.follow_up.audit_log import held, own_dossier, reference_of, write_line
from labelling.steering.follow_up.models import Exchange
from labelling.steering.follow_up.rules import colleagues, office, refuse_unless
from portal.access import rule
from portal.core import clock
from portal.web.submissions.edit_conflicts import refuse_if_changed
from portal.workflow import Problem, Refused

FACTS = ("kind", "on", "at", "person", "with_name", "said", "next_step", "next_on", "charge")
KEPT = "La suite est déjà faite\u00a0: relisez la page."
NOT_OURS = "Cette personne n’est pas du bureau\u00a0: choisissez qui suit dans la liste."
NOT_A_MEMBER = "Cette personne n’agit pas pour l’organisme\u00a0: écrivez son nom."


@rule("la personne qui a noté l’échange")
def exchange_author(user, exchange):
    return exchange.by_id == user.pk and office(user, exchange)


@transaction.atomic
def note(organism, /, *, by, dossier=None, **facts):
    """`facts`: those of FACTS; what follows is in the charge of `by` where nobody else is named."""
    refuse_unless(office, by)
    exchange = Exchange(
        reference=reference_of("QH-EC"),
        organism=organism,
        dossier=own_dossier(organism, dossier),
        by=by,
    )
    _lay(exchange, facts, by)
    exchange.save(force_insert=True)
    write_line(exchange, by=by, act="note", sentence=f"a noté l’échange {exchange.reference}")
    return exchange


@transaction.atomic
def correct(exchange, *, by, seen=None, **facts):
    """By who noted it, under its lock; a mail that left is told as it left."""
    refuse_unless(exchange_author, by, exchange)
    current = held(exchange)
    refuse_if_changed(current, FACTS, seen)
    if current.relance_id is not None:
        raise Refused(Problem("left", "Une relance se lit comme elle est partie."), thing=current)
    _lay(current, facts, by)
    current.save(update_fields=FACTS)
    write_line(current, by=by, act="edit", sentence=f"a corrigé l’échange {current.reference}")
    return current


@transaction.atomic
def withdraw(exchange, *, by):
    refuse_unless(exchange_author, by, exchange)
    current = held(exchange)
    if current.relance_id is not None:
        raise Refused(
            Problem("left", "Une relance ne se retire pas\u00a0: annulez-la avant qu’elle parte."),
            thing=current,
        )
    current.withdrawn_at = clock.now()
    current.save(update_fields=["withdrawn_at"])
    write_line(current, by=by, act="withdraw", sentence=f"a retiré l’échange {current.reference}")
    return current


@transaction.atomic
def settle(exchange, *, by, word=""):
    """« C’est fait », with a word: by anybody of the office, once."""
    refuse_unless(office, by, exchange)
    current = held(exchange)
    if not current.is_to_follow:
        raise Refused(Problem("done", KEPT), thing=current)
    current.done_at, current.done_by, current.done_word = clock.now(), by, word
    current.save(update_fields=["done_at", "done_by", "done_word"])
    write_line(
        current, by=by, act="settle", sentence=f"a fait la suite de l’échange {current.reference}"
    )
    return current


def _lay(exchange, facts, by):
    for name in FACTS:
        if name in facts:
            setattr(exchange, name, facts[name])
    acts = Membership.objects.filter(organism=exchange.organism_id, user=exchange.person_id)
    if exchange.person_id is not None and not acts.exists():
        raise Refused(Problem("not_a_member", NOT_A_MEMBER))
    if exchange.next_on is None:
        exchange.charge = None
        return
    exchange.charge = exchange.charge or by
    if not colleagues().filter(pk=exchange.charge_id).exists():
        raise Refused(Problem("not_ours", NOT_OURS))
