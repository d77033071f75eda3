"""Actions on public questions: start from a FAQ entry, edit while it is reserved."""

from django.db import transaction

from community.faq.rules import keeper
from community.questions.models import PublicQuestion
from community.questions.rules import publisher
from community.spaces import markup
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log, locked

ROWS = PublicQuestion.objects.select_related("entry")
NOBODY = "Seul le référent label prépare le texte public d’une entrée."
PUBLISHERS = "Seuls la Dircom et le référent label écrivent ce texte."


@transaction.atomic
def prepare(entry, *, by, title, source):
    """One public question an entry, reserved at first. Forbidden, Refused."""
    if not keeper(by, entry):
        raise Forbidden(Problem("forbidden", NOBODY))
    with locked(entry) as current:
        if current.is_withdrawn:
            raise Refused(Problem("withdrawn", "L’entrée a été retirée de la FAQ."))
        if PublicQuestion.objects.filter(entry=current).exists():
            raise Refused(Problem("made", "Le texte public de cette entrée existe déjà."))
        made = PublicQuestion.objects.create(
            entry=current,
            title=title,
            source=source,
            html=markup.drawn(source),
            framework=current.framework,
        )
        sentence = f"{by} a préparé le texte public."
        audit_log.write(made, by=by, act="prepare", sentence=sentence, target=made.state)
    return made


def write(question, *, by, title, source):
    """While reserved only: a published text is the one that was previewed. Forbidden, Refused."""
    if not publisher(by, question):
        raise Forbidden(Problem("forbidden", PUBLISHERS))
    with acting(question, by=by, act="write", sentence="a modifié le texte public") as current:
        if current.is_public:
            raise Refused(Problem("public", "Retirez d’abord la question du site public."))
        current.title, current.source = title, source
        current.html, current.framework = markup.drawn(source), current.entry.framework
