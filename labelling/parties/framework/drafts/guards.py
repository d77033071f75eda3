"""Guards of the drafts of the rules: complete, different, after what is published (BR-10)."""

from labelling.parties.framework.drafts import content
from labelling.parties.framework.drafts.comparing import compare
from labelling.parties.framework.drafts.notices import office
from labelling.parties.framework.files.reading import Unreadable
from portal.core import clock
from portal.ui import words
from portal.workflow import Problem, guard


@guard("Contenu complet")
def complete(draft):
    try:
        sheet = content.sheet_of(draft)
    except Unreadable as unreadable:
        return [Problem("unreadable", str(one)) for one in unreadable.mistakes]
    return [Problem("incomplete", text) for text in content.missing(sheet)]


@guard("Différent de la version précédente")
def differs(draft):
    if difference(draft):
        return None
    return Problem(
        "same", "Rien n’a changé\u00a0: le projet dit ce que la version publiée dit déjà."
    )


def difference(draft):
    """How many lines differ from the version published last; 1 where it cannot be read (`complete` says it)."""
    try:
        sheet = content.sheet_of(draft)
    except Unreadable:
        return 1
    return compare(content.latest_sheet(draft.kind), sheet).count


@guard("Date à venir, après la version précédente")
def begins_later(draft):
    return problem_of_day(draft.kind, draft.effective_from)


def problem_of_day(kind, day):
    """BR-10: after the version published last, and after today, whose dossiers have their rules; the first, any day."""
    before = content.latest(kind)
    if before and day <= clock.today():
        text = f"La date d’effet, le {words.day(day)}, n’est plus à venir\u00a0: choisissez-en une autre."
        return Problem("begun", text)
    if before and day <= before.effective_from:
        return Problem(
            "overlap",
            f"«\u00a0{before}\u00a0» est en vigueur {before.period}\u00a0: choisissez une date plus tardive.",
        )
    return None


@guard("Une autre personne pour publier")
def another_may_publish(_draft):
    """Whoever proposes does not publish: the office is to count two people."""
    if office(None).count() > 1:
        return None
    text = (
        "Le bureau du label n’a qu’une personne\u00a0: qui propose une règle ne la publie pas, il faut aussi un "
        "suppléant, ou un autre référent."
    )
    return Problem("alone", text)


@guard("Comparé à la version publiée en dernier")
def is_compared_with_the_latest(draft):
    before = content.latest(draft.kind)
    if draft.follows == (before.code if before else ""):
        return None
    return Problem(
        "outdated",
        f"«\u00a0{before}\u00a0» a été publiée depuis la proposition\u00a0: reprenez la préparation, "
        "comparez de nouveau et proposez.",
    )
