"""Form page of a part of a dossier: writers, closing states, wording."""

from dataclasses import dataclass

from labelling.dossiers.addresses import page
from labelling.dossiers.editing import obstacle, opening
from portal.web.pages import form_page
from portal.workflow import Closed, Forbidden


@dataclass(frozen=True)
class Part:
    """What the page of a part says; `to` names the page that follows a success."""

    name: str
    heading: str
    button: str
    said: str  # or a function of what was made
    to: str = "dossier_detail"
    busy: str = "Enregistrement en cours…"
    intro: str = ""


def refuse_unless_writable(part, dossier, user):
    """403 with its sentence: another person's part, or a part that is only read now (BR-25)."""
    if problem := obstacle(part, dossier, user):
        if isinstance(problem, Forbidden):
            raise problem.about(dossier)
        raise Closed(opening(part, dossier), thing=dossier)


def part_page(request, dossier, part, form_class, **given):
    refuse_unless_writable(part.name, dossier, request.user)
    return form_page(
        request,
        form_class,
        thing=dossier,
        template="labelling/dossiers/part.html",
        title=part.heading,
        submit=part.button,
        context={"part": part},
        said=part.said,
        done=page(dossier, part.to),
        **given,
    )
