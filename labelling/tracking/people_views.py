"""View of the people of an import confirmed: who is known, who is invited, who may be."""

from django.http import Http404

from labelling.organisms.rules import referent
from labelling.tracking.forms import PeopleForm
from labelling.tracking.models import TrackingImport
from labelling.tracking.people import invite, people
from labelling.tracking.views import address, found
from portal.ui import words
from portal.web.pages import form_page, only


def tracking_people(request, reference):
    """The référents' alone: an invitation opens an organism's space."""
    one = found(request, reference)
    if one.state != TrackingImport.State.CONFIRMED:
        raise Http404
    only(referent, request.user, one)
    rows = people(one)
    return form_page(
        request,
        PeopleForm,
        thing=one,
        people=rows,
        template="labelling/tracking/people.html",
        context={"tracking": one, "people": rows},
        save=lambda form: invite(
            form.cleaned_data["people"], form.cleaned_data["function"], by=form.by
        ),
        said=lambda made: f"{words.count(len(made), 'invitation part', 'invitations partent')}.",
        done=address(one, "tracking_people"),
    )
