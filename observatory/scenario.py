"""Scenario acts of practices."""

from observatory import demonstration, loading
from observatory.practices import actions, versions
from observatory.practices.invitations.steps import invite
from observatory.practices.models import GoodPractice
from observatory.practices.pieces import actions as piece_actions
from portal.scenario import act


@act("practice.open", screen="observatory:practice_open", who="l’organisme")
def open_practice(by, organism, title, **facts):
    """Open a practice of an organism, already written with the given facts."""
    practice = actions.open_practice(organism, by=by, title=title)
    for name, value in facts.items():
        setattr(practice, name, value)
    practice.save()
    return practice


@act("practice.load", why="il meuble la démonstration de pratiques inventées")
def load_practices(by):
    """Load the sixty invented practices, for the organisms that exist, and what is exchanged around them."""
    loading.load_practices()
    demonstration.ensure_content()


@act("practice.invite", screen="observatory:invite", who="le référent label")
def invite_organism(by, organism, title, origin="audit_strength", **said):
    """Invite an organism: by a `finding`, a `session` with what was `told`, or an `association` with it."""
    return invite(organism, by=by, origin=origin, title=title, **said)


@act("practice.revise", screen="observatory:practice_edition", who="l’organisme")
def revise(by, on, **facts):
    """Open a new version of a published practice (or of its version under way), with the given facts changed."""
    edition = versions.open_edition(on, by=by)
    for name, value in facts.items():
        setattr(edition, name, value)
    edition.save()
    return edition


@act("practice.piece", screen="observatory:practice_piece_add", who="l’organisme")
def add_piece(by, on, kind, **said):
    """Add a `link` (title, url) or a `video` (title, url, subtitles) to a practice being written."""
    return piece_actions.add(on, by=by, kind=kind, **said)


@act("practice.find", why="il nomme une pratique qui existe, pour la suite du scénario")
def find_practice(by, slug):
    """Name a practice that is there already, by the words of its address."""
    return GoodPractice.objects.visible_to(by).get(slug=slug)
