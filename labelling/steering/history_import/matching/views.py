"""Views of the wizard of an import of the tracking: sheets and columns, values."""

from django.shortcuts import redirect

from labelling.parties.organisms.rules import referent
from labelling.steering.history_import.matching import actions
from labelling.steering.history_import.matching.forms import SheetsForm
from labelling.steering.history_import.matching.value_forms import ValuesForm
from labelling.steering.history_import.views import SENT, address, find_import, following, tabs
from portal.web.pages import form_page, only

CORRECTED = "Le fichier est relu avec vos corrections."


def sheets(request, reference):
    return _matching_page(request, reference, "sheets", SheetsForm, lambda form: {})


def values(request, reference):
    return _matching_page(
        request, reference, "values", ValuesForm, lambda form: {"auditors": form.people}
    )


def _matching_page(request, reference, name, form_class, choices):
    one = find_import(request, reference)
    if request.method == "POST":
        only(referent, request.user, one)
    is_open = one.state == actions.PREVIEWED and one.reading
    if one.to_read_at and request.method != "POST":
        return redirect(one)
    context = {
        "tracking": one,
        "tabs": tabs(one, f"tracking_{name}"),
        "following": following(one, f"tracking_{name}"),
        "may_correct": bool(is_open and referent(request.user, None)),
    }
    return form_page(
        request,
        form_class,
        thing=one,
        template=f"labelling/history_import/{name}.html",
        context=context,
        save=lambda form: actions.match(
            one, form.said(), by=form.by, choices=choices(form), seen=form.expected_stamp
        ),
        said=lambda kept: SENT if kept.to_read_at else CORRECTED,
        done=address(one, f"tracking_{name}"),
    )
