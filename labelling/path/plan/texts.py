"""Texts of the action plan whose revisions are kept: each action, its indicator."""

from django.http import Http404

from labelling.path.dossiers.models import OWN, LabelDossier
from labelling.path.plan import edits, pages
from portal.revisions import Text, register_text


def _action(dossier, number):
    if not number.isdecimal():
        raise Http404
    return pages.action(dossier, int(number))


def _register(field, label):
    def write(dossier, number, text, *, by):
        edits.change(_action(dossier, number), {field: text}, by=by)

    return register_text(
        Text(
            code=edits.TEXTS[field],
            model=LabelDossier,
            label=label,
            part_label="action {}",
            readers=(OWN,),
            write=write,
            may_write=lambda user, dossier: edits.closed(dossier, user) is None,
            address=lambda dossier, number: pages.action_url(dossier, _action(dossier, number)),
        )
    )


_register("title", "Action")
_register("indicator", "Indicateur")
