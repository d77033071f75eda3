"""Views of the charter of ethics of auditors: a version to read, the one in force to accept."""

from django.http import Http404
from django.shortcuts import render

from labelling.accreditation import charter, pages
from labelling.accreditation.actions import RUNNING
from labelling.accreditation.forms import CharterForm
from labelling.accreditation.models import AuditorAccreditation
from labelling.accreditation.rules import holder
from portal.web.pages import form_page, only, visible_or_404
from portal.workflow import Closed

READ = "labelling/accreditation/charter.html"


def auditor_charter(request, version):
    text = charter.versions().get(version)
    if text is None:
        raise Http404
    return render(request, READ, {"charter": text, "next": charter.after(version)})


def charter_accept(request, reference):
    accreditation = visible_or_404(
        AuditorAccreditation, request.user, rows=pages.every(), reference=reference
    )
    only(holder, request.user, accreditation, charter.NOT_HELD)
    if not charter.may_accept(request.user, accreditation):
        raise Closed(RUNNING, thing=accreditation)
    text = charter.in_force()
    context = {"charter": text, "has_accepted": charter.has_accepted(accreditation)}
    return form_page(
        request,
        CharterForm,
        thing=accreditation,
        template="labelling/accreditation/charter_accept.html",
        initial={"read": text["version"]},
        context=context,
        done=accreditation,
        save=lambda form: charter.accept(accreditation, by=request.user, **form.facts),
        said=f"Charte acceptée, version {text['version']}.",
    )
