"""Views of the ties of the label's office: their list, one declared, its end."""

from django.shortcuts import render
from django.urls import reverse_lazy

from labelling.accreditation import office_ties
from labelling.accreditation.models import OfficeTie
from labelling.accreditation.profile_forms import OfficeTieForm, TieEndForm
from labelling.organisms.rules import instructor
from portal.web.pages import form_page, only, visible_or_404

LIST = reverse_lazy("labelling:office_ties")
FORM = "labelling/accreditation/office_tie_form.html"


def office_tie_list(request):
    only(instructor, request.user, None, office_ties.NOT_YOURS)
    context = {"ties": office_ties.ties(request.user)}
    return render(request, "labelling/accreditation/office_ties.html", context)


def office_tie_declare(request):
    only(instructor, request.user, None, office_ties.NOT_YOURS)
    return form_page(
        request,
        OfficeTieForm,
        template=FORM,
        title="Déclarer un lien",
        submit="Déclarer",
        done=LIST,
        save=lambda form: office_ties.declare(by=form.by, **form.facts),
        said="Lien déclaré. Le dossier de cet organisme est enregistré par l’autre personne du bureau.",
    )


def office_tie_end(request, number):
    tie = visible_or_404(OfficeTie, request.user, rows=office_ties.ties(request.user), pk=number)
    only(office_ties.own, request.user, tie, office_ties.NOT_OWN)
    return form_page(
        request,
        TieEndForm,
        template=FORM,
        title=f"Fin du lien avec {tie.organism}",
        tie=tie,
        submit="Enregistrer",
        done=LIST,
        save=lambda form: office_ties.end(tie, by=form.by, **form.facts),
        said="Fin du lien enregistrée.",
    )
