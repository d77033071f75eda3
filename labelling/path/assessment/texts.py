"""Texts of the self-assessment whose revisions are kept: what is done, why a criterion does not apply."""

from labelling.path.assessment import actions, pages
from labelling.path.dossiers.models import OWN, LabelDossier
from portal.revisions import Text, register_text


def _criterion(dossier, code):
    return pages.criterion_of(dossier, code)[1]


def _register(field, label):
    def write(dossier, code, text, *, by):
        """The rest of the answer stays as it is."""
        found = _criterion(dossier, code)
        known = dossier.answers.get(criterion=found)
        values = {name: getattr(known, name) for name in actions.FIELDS} | {field: text}
        actions.answer(dossier, {found: values}, by=by)

    return register_text(
        Text(
            code=actions.TEXTS[field],
            model=LabelDossier,
            label=label,
            part_label="critère {}",
            readers=(OWN,),
            write=write,
            may_write=lambda user, dossier: actions.closed(dossier, user) is None,
            address=lambda dossier, code: pages.criterion_url(dossier, _criterion(dossier, code)),
        )
    )


_register("comment", "Ce que nous faisons")
_register("na_reason", "Pourquoi ce critère est sans objet")
