"""Calendar dates of practices: reviews due, questions to answer, vote of the trophies."""

from django.db.models import Q
from django.urls import reverse

from labelling.public import instructor, memberships
from observatory.practices.models import GoodPractice
from observatory.questions.models import PracticeQuestion
from observatory.trophies.models import TrophyEdition
from portal import calendar

OWN = "parce que votre organisme est concerné"
OFFICE = "parce que vous animez l’observatoire"
VOTE = "parce que vous suivez les trophées"


def _mine(user, rows, *paths):
    if instructor(user, None):
        return rows
    mine = list(memberships(user))
    held = Q(*((f"{path}__in", mine) for path in paths), _connector=Q.OR)
    return rows.filter(held) if mine else None


def _why(user, *organisms):
    return OWN if any(one in memberships(user) for one in organisms) else OFFICE


def _moment(row, code, title, url, why, detail=""):
    return calendar.Moment(
        code,
        title,
        "echeance",
        why,
        day=row.day,
        url=url,
        detail=detail,
        revised_at=row.changed_at,
        revision=row.version,
    )


def _review(user, row):
    url = reverse("observatory:practice_space", args=[row.w1])
    title = f"Pratique à relire\u00a0: {row.w2}"
    return _moment(row, f"pratique.{row.w1}", title, url, _why(user, row.owner), row.w1)


@calendar.dates(
    "practice", tell=_review, day="review_due_on", words=("reference", "title"), owner="organism"
)
def reviews(user):
    rows = GoodPractice.objects.visible_to(user).filter(state__in=("published", "review_due"))
    return _mine(user, rows, "organism")


def _question(user, row):
    url = reverse("observatory:question", args=[row.w1])
    title = f"Réponse promise\u00a0: {row.w2}"
    return _moment(row, f"question.{row.w1}", title, url, _why(user, row.owner, row.other))


@calendar.dates(
    "question",
    tell=_question,
    words=("reference", "practice__title"),
    owner="organism",
    other="practice__organism",
)
def questions(user):
    rows = PracticeQuestion.objects.visible_to(user).filter(state="asked")
    return _mine(user, rows, "organism", "practice__organism")


def _opening(user, row):
    return _vote(row, "trophees-ouverture", "le vote ouvre")


def _closing(user, row):
    return _vote(row, "trophees", "dernier jour du vote")


def _vote(row, code, said):
    url = reverse("observatory:trophy", args=[row.w1])
    return _moment(row, f"{code}.{row.w1}", f"Trophées {row.w1}\u00a0: {said}", url, VOTE)


@calendar.dates("trophy.opening", tell=_opening, day="opens_on", words=("year",))
def openings(user):
    rows = TrophyEdition.objects.visible_to(user)
    return rows.filter(state__in=("prepared", "nominating", "voting"))


@calendar.dates("trophy.closing", tell=_closing, day="closes_on", words=("year",))
def closings(user):
    return TrophyEdition.objects.visible_to(user).filter(state__in=("nominating", "voting"))
