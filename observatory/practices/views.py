"""Views of a published practice for its organism: new version, « toujours vrai ? », withdrawal of a name."""

from observatory.practices import actions, versions
from observatory.practices.querysets import find_practice
from observatory.practices.rules import keeper, reviser
from observatory.practices.step_forms import ReviewForm
from portal.ui import words
from portal.web.forms import Form
from portal.web.pages import form_page, only
from portal.workflow import Refused

GONE = {"archive": "La fiche quitte l’observatoire.", "withdraw": "La fiche est retirée."}
NAME_GONE = "Le nom a disparu de la fiche et de son PDF."


def practice_edition(request, reference):
    """Open the new version of a published practice; idempotent."""
    practice = find_practice(request, reference)
    only(reviser, request.user, practice, versions.NOT_YOURS)
    return form_page(
        request,
        Form,
        thing=practice,
        template="observatory/edition.html",
        context={"practice": practice, "edition": versions.under_way(practice)},
        save=lambda form: versions.open_edition(practice, by=form.by),
    )


def practice_review(request, reference):
    """BR-87: « à jour » opens a version, the other answers are transitions."""
    practice = find_practice(request, reference)
    only(keeper, request.user, practice, f"Seul {keeper.label} répond ici.")
    if not practice.is_to_confirm:
        raise Refused("Cette fiche n’attend pas de réponse.", thing=practice)
    return form_page(
        request,
        ReviewForm,
        thing=practice,
        template="observatory/review.html",
        context={"practice": practice},
        save=_answer,
        said=lambda _: _review_sentence(practice, request.POST.get("answer")),
    )


def _answer(form):
    practice, answer, reason = form.thing, form.cleaned_data["answer"], form.cleaned_data["reason"]
    if answer == "update":
        return versions.open_edition(practice, by=form.by)
    return practice.workflow.fire(
        practice, answer, by=form.by, expected_version=form.expected_version, reason=reason
    )


def _review_sentence(practice, answer):
    if answer != "confirm":
        return GONE.get(answer, "")
    practice.refresh_from_db(fields=["review_due_on"])
    return (
        f"La fiche est confirmée. Elle sera à relire avant le {words.day(practice.review_due_on)}."
    )


def practice_name(request, reference):
    """BR-86: remove the contact's name at once."""
    practice = find_practice(request, reference)
    only(keeper, request.user, practice, actions.NAME_KEEPERS)
    return form_page(
        request,
        Form,
        thing=practice,
        template="observatory/name.html",
        context={"practice": practice},
        said=NAME_GONE,
        save=lambda form: actions.withdraw_name(practice, by=form.by),
    )
