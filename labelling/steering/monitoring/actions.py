"""Actions on saved views: keep, change, replace by the table of now, delete."""

from django.db import transaction

from labelling.steering.monitoring.models import SavedView
from portal.access.models import User
from portal.access.references import next_reference
from portal.core import clock
from portal.web.submissions.edit_conflicts import refuse_if_changed
from portal.workflow import Problem, Refused

TITLES = ("name", "is_shared", "is_default")  # what its author says of a view
MOST = 30  # views of one person


@transaction.atomic
def keep(by, query, **facts):
    """A new view; raises Refused beyond MOST, or for a name that its author has given already."""
    _lock(by)
    if SavedView.objects.filter(owner=by).count() >= MOST:
        sentence = f"Vous gardez déjà {MOST}\u00a0vues\u00a0: supprimez-en une d’abord."
        raise Refused(Problem("too_many", sentence))
    reference = next_reference("QH-VS", clock.today().year)
    return _write(SavedView(owner=by, reference=reference, query=query), **facts)


@transaction.atomic
def change(view, seen=None, **facts):
    _lock(view.owner)
    refuse_if_changed(SavedView.objects.get(pk=view.pk), TITLES, seen)
    return _write(view, **facts)


def _lock(owner):
    """Two sendings at once are one after the other: a name twice, or two default views, is a sentence."""
    User.objects.select_for_update().get(pk=owner.pk)


def _write(view, *, name, is_shared, is_default):
    """One default view a person: the former one is no more."""
    others = SavedView.objects.filter(owner=view.owner).exclude(pk=view.pk)
    if others.filter(name__iexact=name).exists():
        sentence = f"Vous avez déjà une vue «\u00a0{name}\u00a0»\u00a0: donnez un autre nom."
        raise Refused(Problem("name_taken", sentence))
    if is_default:
        others.filter(is_default=True).update(is_default=False)
    view.name, view.is_shared, view.is_default = name, is_shared, is_default
    view.save()
    return view


def replace(view, query):
    """The view gives from now on the table that its author has before them."""
    SavedView.objects.filter(pk=view.pk).update(query=query)
    view.query = query
    return view
