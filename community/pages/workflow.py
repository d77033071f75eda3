"""State machine of a page of a space: draft, published (each time a version), withdrawn."""

from django.db.models import Max

from community.pages.models import PageVersion, SpacePage
from community.spaces.rules import animator
from portal.workflow import Problem, Transition, Workflow, guard

S = SpacePage.State


@guard("Un texte")
def has_text(page):
    return None if page.html else Problem("empty", "Écrivez le texte de la page.")


@guard("Du nouveau depuis la dernière version", when=lambda page: page.state == S.PUBLISHED)
def has_changed(page):
    last = page.versions.first()
    if last and (last.title, last.text) == (page.title, page.text):
        return Problem("same", "Rien n’a changé depuis la version publiée.")
    return None


def publish(page, by, **_):
    """The page is locked: two publications take two version numbers."""
    page.public_title = page.title
    last = page.versions.aggregate(number=Max("number"))["number"] or 0
    PageVersion.objects.create(
        page=page, number=last + 1, title=page.title, text=page.text, html=page.html,
        published_by=by,
    )  # fmt: skip


def take_off(page, by, **_):
    page.is_pinned = False


PAGE = Workflow(
    SpacePage,
    topic="community/pages",
    path=(S.DRAFT, S.PUBLISHED),
    hands={
        S.DRAFT: "qui anime l’espace", S.PUBLISHED: "qui anime l’espace",
        S.WITHDRAWN: "qui anime l’espace",
    },
    undated={
        S.DRAFT: "la page s’écrit à son rythme",
        S.PUBLISHED: "la page reste tant qu’elle est juste",
        S.WITHDRAWN: "elle revient si l’espace la veut",
    },
    transitions=(
        Transition(
            "publish", "Publier", (S.DRAFT, S.PUBLISHED, S.WITHDRAWN), S.PUBLISHED, animator, "a publié la page",
            needs=(has_text, has_changed), then=publish,
            effects=lambda _: ["Les membres lisent ce texte. Les versions d’avant sont gardées."],
            said="La page est publiée\u00a0: les membres lisent cette version.",
        ),
        Transition(
            "withdraw", "Retirer la page", (S.PUBLISHED,), S.WITHDRAWN, animator, "a retiré la page",
            then=take_off, tone="danger",
        ),
    ),
)  # fmt: skip
