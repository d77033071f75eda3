"""Context of the pages of the rules."""

from itertools import groupby

from labelling.parties.framework import votes
from labelling.parties.framework.files import parsing
from labelling.parties.framework.kinds import DossierType
from labelling.parties.framework.models import (
    CommitteeRulesVersion,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
)
from labelling.parties.framework.scores import TOP
from portal.core import clock
from portal.ui import words

KINDS = (LabelRulesVersion, EvaluationFrameworkVersion, CommitteeRulesVersion)
WORDS = {model: word for word, model in parsing.KINDS.items()}
BEGIN = {
    "rules": "Préparer un nouveau règlement",
    "framework": "Préparer un nouveau cadre",
    "committee": "Préparer de nouvelles règles du comité",
}


def shelves(user):
    """(title of the kind, its versions with « is it in force today »), for each kind of rules."""
    today = clock.today()
    for kind in KINDS:
        versions = list(kind.objects.visible_to(user))
        rows = [{"version": version, "is_current": version.holds(today)} for version in versions]
        title = kind._meta.verbose_name.capitalize()
        word = WORDS[kind]
        yield {"title": title, "rows": rows, "word": word, "begin": BEGIN[word]}


def describe(version):
    """The context and the template of a version, by its kind."""
    if isinstance(version, LabelRulesVersion):
        return "rules", {"plans": _plans(version), "numbers": _numbers(version)}
    if isinstance(version, CommitteeRulesVersion):
        return "committee", {"questions": _questions(version), "shares": _shares(version)}
    return "criteria", {"themes": _themes(version), "scale": range(TOP + 1)}


def _plans(rules):
    """The dossier types that these rules know, each with its stages and their pieces."""
    for kind in DossierType:
        stages = rules.stages_for(kind)
        if stages:
            rows = [{"stage": s, "pieces": rules.pieces_for(kind, s.code)} for s in stages]
            yield {"label": kind.label, "rows": rows, "pieces": [r for r in rows if r["pieces"]]}


def _numbers(rules):
    """(words, value) of each number that the label's owner may change."""
    fields = [f for f in rules._meta.concrete_fields if f.model is LabelRulesVersion and f.editable]
    own = [
        f for f in fields if f.name not in {"id", "code", "title", "effective_from", "source_note"}
    ]
    return [(_first_up(f.verbose_name), _value(rules, f)) for f in own]


def _value(rules, field):
    value = getattr(rules, field.name)
    if field.choices:
        return rules._get_FIELD_display(field)
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return words.number(value)


def _shares(rules):
    chair = "l’emporte à égalité" if rules.casting_vote else "ne départage pas"
    return [
        ("Quorum", f"{votes.share_in_words(rules.quorum_share)} des sièges non déportés"),
        (
            "Majorité simple",
            f"plus de {votes.share_in_words(rules.majority)} des suffrages exprimés",
        ),
        (
            "Majorité renforcée",
            f"au moins {votes.share_in_words(rules.special_majority)} des suffrages exprimés",
        ),
        ("Voix du président", chair),
        ("Motivation", f"{rules.motivation_min} caractères au moins"),
        ("Consultation écrite", words.count(rules.written_consultation_days, "jour", "jours")),
    ]


def _questions(rules):
    """Each question with its answers and the majority that each one needs."""
    for kind, question in votes.QUESTIONS.items():
        answers = [
            {
                "label": votes.OPTION_LABELS[option],
                "majority": "renforcée" if rules.is_special(kind, option) else "simple",
            }
            for option in question.options
            if option != votes.ABSTAIN
        ]
        yield {"label": question.label, "answers": answers}


def _themes(framework):
    for theme, criteria in groupby(framework.criteria, key=lambda criterion: criterion.theme):
        yield {"theme": theme, "criteria": list(criteria)}


def _first_up(text):
    return text[:1].upper() + text[1:]
