"""Guards of the brand's steps: publication, registration, renewal."""

from labelling.title.brand.charters import colours
from portal.core import clock, working_days
from portal.ui import words
from portal.workflow import Problem, guard

WINDOW = 12  # months before its end in which INPI takes the renewal of a mark


def _mend(version):
    return f"{version.get_absolute_url()}modifier/"


@guard("Couleurs lisibles")
def readable(charter):
    """Every pair under its floor, with both colours, the ratio measured and the floor."""
    return [
        Problem("contrast", one.sentence, _mend(charter), "Corriger la couleur")
        for one in colours.failures(charter.tokens)
    ]


@guard("Ce qui change est dit")
def explained(charter):
    if not charter.changes.strip():
        text = "Dites ce qui change : les organismes le lisent avant d’accepter la charte."
        return Problem("unexplained", text, _mend(charter), "L’écrire")
    return None


@guard("Date d’effet après la version précédente")
def after_the_last(version):
    """As BR-10: a version takes its place after all those that are published."""
    last = version.siblings.order_by("-effective_from").first()
    if last and version.effective_from <= last.effective_from:
        text = (
            f"Cette version prendrait effet le {words.day(version.effective_from)}, mais « {last} » "
            f"vaut {last.period}. Choisissez une date plus tardive."
        )
        return Problem("overlap", text, _mend(version), "Changer la date")
    return None


@guard("Date d’effet à venir")
def not_in_the_past(charter):
    """What was printed and shown before today was so under another charter."""
    if charter.effective_from < clock.today():
        text = "Une charte ne prend pas effet dans le passé. Choisissez aujourd’hui ou plus tard."
        return Problem("past", text, _mend(charter), "Changer la date")
    return None


@guard("Pas encore en vigueur")
def not_begun(version):
    """What has taken effect is followed: it is replaced, never recalled."""
    if version.effective_from <= clock.today():
        text = (
            f"Cette version a pris effet le {words.day(version.effective_from)} : elle ne se retire "
            "plus. Préparez une nouvelle version."
        )
        return Problem("begun", text)
    return None


@guard("Texte ou document")
def written(rules):
    if not rules.text.strip() and rules.file is None:
        text = "Le règlement d’usage est vide : écrivez son texte ou joignez son document."
        return Problem("empty", text, _mend(rules), "Le compléter")
    return None


@guard("Date de dépôt")
def filed(trademark):
    if trademark.filed_on is None:
        text = "La date de dépôt manque : les dix ans de la marque se comptent depuis ce jour."
        return Problem("not_filed", text, _mend(trademark), "L’écrire")
    return None


@guard("Dernière année de la marque")
def in_window(trademark):
    opens_on = working_days.add_months(trademark.renewal_on, -WINDOW)
    if clock.today() < opens_on:
        return Problem("too_early", f"Le renouvellement s’ouvre le {words.day(opens_on)}.")
    return None
