"""Actions on FAQ entries: create from a certified answer, correct."""

from django.db import transaction

from community.faq.models import FaqEntry
from community.faq.rules import keeper
from community.spaces import markup
from portal.access.references import next_reference
from portal.core import clock
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log, locked

ROWS = FaqEntry.objects.select_related("space", "thread__space")
NOBODY = "Seul le référent label écrit la FAQ."


@transaction.atomic
def publish(thread, *, by, title, source):
    """One entry a thread, from its certified answer, with no link to a person. Forbidden, Refused."""
    if not keeper(by, thread):
        raise Forbidden(Problem("forbidden", NOBODY))
    with locked(thread) as current:
        if current.certified_id is None:
            raise Refused(Problem("not_certified", "Certifiez d’abord une réponse."))
        if FaqEntry.objects.filter(thread=current).exists():
            raise Refused(Problem("made", "Cette question est déjà dans la FAQ."))
        entry = FaqEntry.objects.create(
            reference=next_reference("QH-FAQ", clock.today().year),
            space=current.space,
            thread=current,
            title=title,
            source=source,
            html=markup.drawn(source),
            framework=current.framework,
        )
        line = {"by": by, "target": entry.state}
        audit_log.write(entry, act="publish", sentence=f"{by} a publié l’entrée.", **line)
        audit_log.write(
            current,
            by=by,
            act="faq",
            sentence=f"{by} en a fait une entrée de la FAQ.",
            source=current.state,
            target=current.state,
        )
    return entry


def edit(entry, *, by, title, source):
    if not keeper(by, entry):
        raise Forbidden(Problem("forbidden", NOBODY))
    with acting(entry, by=by, act="mend", sentence="a modifié l’entrée") as current:
        current.title, current.source, current.html = title, source, markup.drawn(source)
