"""View of the picture of an organism's public page: put, described, taken away."""

from functools import partial

from labelling.parties.organisms.pictures import actions
from labelling.parties.organisms.pictures.forms import OrganismPictureForm
from labelling.parties.organisms.pictures.models import picture_of
from labelling.parties.organisms.rules import instructor, member
from labelling.parties.organisms.views import form_of, visible_organism
from portal.web.pages import only

SAID = "C’est enregistré. L’image paraît sur la fiche de l’annuaire dès qu’elle est mise à ses tailles."


def picture_edit(request, slug):
    organism = visible_organism(request, slug)
    only(member | instructor, request.user, organism)
    return form_of(
        request,
        OrganismPictureForm,
        thing=organism,
        picture=picture_of(organism),
        title="Image de la fiche publique",
        submit="Enregistrer",
        said=SAID,
        save=partial(actions.save_picture, by=request.user),
    )
