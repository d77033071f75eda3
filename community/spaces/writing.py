"""The form pages of the communities: what was typed is kept, a refusal is said in its place."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from portal.web.pages import refusal
from portal.workflow import Forbidden, Refused


def fill(request, form, record, template, context, *, said, done=None):
    """Show `form`; sent and right, `record(form)` writes it and gives what `done` leads to (or itself)."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = record(form)
                messages.success(request, said)
                return HttpResponseRedirect(done or made.get_absolute_url())
            except Forbidden as refused:
                return refusal(request, context.get("space"), refused)
            except Refused as refused:
                form.add_error(None, str(refused))
                status = 409
            except ValidationError as error:  # a file that the store refuses
                form.add_error(None, error)
    page = context | {"form": form}
    return render(request, template, page, status=status)


def back(request, default):
    """Where somebody came from, if it is a page of the member space."""
    url = request.POST.get("retour") or request.GET.get("retour") or ""
    is_ours = url.startswith("/espace/") and url_has_allowed_host_and_scheme(url, None)
    return url if is_ours else default
