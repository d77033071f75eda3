"""Context of the pages of the self-assessment: themes, criterion, score."""

from django.db.models import Count
from django.http import Http404
from django.urls import reverse

from labelling.parties.framework.scores import NA, TOP, evaluate, rating_of
from labelling.path.assessment import actions, registry
from labelling.path.dossiers.pages import tabs
from portal.web.submissions.edit_conflicts import stamp

CRITERION = "labelling/assessment/criterion.html"


def framed(dossier):
    return {"dossier": dossier, "tabs": tabs(dossier, "assessment_detail")}


def answers_of(dossier):
    """{criterion pk: answer}, each with its number of pieces of evidence."""
    rows = dossier.answers.order_by().annotate(pieces=Count("evidence"))
    return {answer.criterion_id: answer for answer in rows}


def evaluation(dossier, answers=None):
    """The score of what the organism says of itself."""
    answers = answers_of(dossier) if answers is None else answers
    criteria = actions.criteria_of(dossier)
    ratings = {c.code: rating_of(answers[c.pk]) for c in criteria if c.pk in answers}
    return evaluate(dossier.framework, criteria, ratings)


def overview(dossier, user):
    answers = answers_of(dossier)
    found = evaluation(dossier, answers)
    themes = [_theme(dossier, result) for result in found.themes]
    return {
        "dossier": dossier,
        "tabs": tabs(dossier, "assessment_detail"),
        "closed": actions.closed(dossier, user),
        "framework": dossier.framework,
        "themes": themes,
        "done": sum(theme["done"] for theme in themes),
        "total": sum(theme["total"] for theme in themes),
        "following": _first_left(dossier, found),
        "unproven": [
            {"criterion": criterion, "url": criterion_url(dossier, criterion)}
            for criterion in actions.criteria_of(dossier)
            if criterion.pk in answers and is_unproven(criterion, answers[criterion.pk])
        ],
        "score": found.score,
        "evaluation": found,
        "helps": registry.help_for(dossier, user),
    }


def is_unproven(criterion, answer):
    """« 3, maîtrisé et prouvé » of a mandatory criterion, without a proof; `answer` has counted its `pieces`."""
    return criterion.mandatory and answer.rating == TOP and not answer.pieces


def _theme(dossier, result):
    return {
        "theme": result.theme,
        "score": result.score,
        "done": sum(rating is not None for _, rating in result.lines),
        "total": len(result.lines),
        "url": reverse("labelling:assessment_theme", args=[dossier.reference, result.theme.code]),
    }


def _first_left(dossier, found):
    """The address of the first criterion that has no answer, or ""."""
    lines = (line for result in found.themes for line in result.lines)
    left = next((criterion for criterion, rating in lines if rating is None), None)
    return criterion_url(dossier, left) if left else ""


def criterion_url(dossier, criterion):
    return reverse("labelling:assessment_criterion", args=[dossier.reference, criterion.code])


def theme(dossier, code, user):
    """A theme with its criteria and what is said of each; 404 when the framework has none such."""
    answers = answers_of(dossier)
    found = evaluation(dossier, answers)
    result = next((r for r in found.themes if r.theme.code == code), None)
    if result is None:
        raise Http404
    rows = [
        {
            "criterion": criterion,
            "rating": rating,
            "pieces": answers[criterion.pk].pieces if criterion.pk in answers else 0,
            "url": criterion_url(dossier, criterion),
        }
        for criterion, rating in result.lines
    ]
    shown = {
        "dossier": dossier,
        "tabs": tabs(dossier, "assessment_detail"),
        "theme": result.theme,
        "score": result.score,
        "rows": rows,
    }
    return shown | {"closed": actions.closed(dossier, user)}


def criterion_of(dossier, code):
    """(before, the criterion, after) in the order of the framework; 404 outside this dossier's."""
    criteria = actions.criteria_of(dossier)
    at = next((n for n, c in enumerate(criteria) if c.code == code), None)
    if at is None:
        raise Http404
    before = criteria[at - 1] if at else None
    after = criteria[at + 1] if at + 1 < len(criteria) else None
    return before, criteria[at], after


def criterion(dossier, code, user):
    before, found, after = criterion_of(dossier, code)
    answer = dossier.answers.filter(criterion=found).select_related("updated_by").first()
    pieces = answer.evidence.select_related("file", "added_by") if answer else []
    return {
        "dossier": dossier,
        "tabs": tabs(dossier, "assessment_detail"),
        "closed": actions.closed(dossier, user),
        "criterion": found,
        "answer": answer,
        "rating": rating_of(answer) if answer else None,
        "pieces": pieces,
        "is_unproven": found.mandatory and answer and answer.rating == TOP and not pieces,
        "before_url": criterion_url(dossier, before) if before else "",
        "after_url": criterion_url(dossier, after) if after else "",
        "helps": registry.help_for(dossier, user, found),
    }


def mark_of(answer):
    """The stamp of an answer as it is kept, which the next save shows."""
    return {"seen": stamp(answer, actions.FIELDS)}


def first_values(answer):
    if answer is None:
        return {}
    kept = {name: getattr(answer, name) for name in ("na_reason", "comment")}
    return kept | {"rating": NA if answer.is_na else answer.rating}


def after_answer(dossier, shown, act):
    """The next criterion, or this one again."""
    if act == "next":
        return shown["after_url"] or reverse(
            "labelling:assessment_detail", args=[dossier.reference]
        )
    return criterion_url(dossier, shown["criterion"])


def score(dossier):
    found = evaluation(dossier)
    bars = [{"label": str(r.theme), "a": r.score.value} for r in found.themes]
    return {
        "dossier": dossier,
        "tabs": tabs(dossier, "assessment_detail"),
        "framework": dossier.framework,
        "evaluation": found,
        "bars": bars,
    }
