"""Action: ask a question about a published practice."""

from django.db import transaction

from observatory.questions import notices
from observatory.questions.models import PracticeQuestion
from observatory.questions.rules import asker
from observatory.questions.workflow import due
from portal.access.references import next_reference
from portal.core import clock
from portal.notifications import outbox
from portal.workflow import Forbidden, Problem, Refused, audit_log, locked

MOST = 5  # waiting questions of one organism on one practice


@transaction.atomic
def ask(practice, organism, *, by, text, agrees=False):
    """To the practice's organism, by a member of another one. Forbidden, Refused."""
    if organism is None or not asker(by, organism) or organism.pk == practice.organism_id:
        raise Forbidden(
            Problem("forbidden", "Seul un membre d’un autre organisme pose une question.")
        )
    with locked(practice) as current:
        if not current.is_published:
            raise Refused(Problem("practice_gone", "Cette pratique n’est plus publiée."))
        waiting = PracticeQuestion.objects.filter(
            practice=current, organism=organism, state="asked"
        )
        if waiting.count() >= MOST:
            raise Refused(Problem("many", f"{MOST} de vos questions attendent déjà une réponse."))
        question = PracticeQuestion.objects.create(
            reference=next_reference("QH-QP", clock.today().year),
            practice=current,
            organism=organism,
            asked_by=by,
            text=text,
            asker_agrees=agrees,
            due_on=due(clock.today()),
        )
        entry = audit_log.write(
            question, by=by, act="ask", sentence=f"{by} a posé la question.", target=question.state
        )
        outbox.write(notices.ASKED, question, entry, topic="observatory/questions")
    return question
