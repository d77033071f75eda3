"""Views of the kit generator: template, facts, preview, document (BR-78, BR-79)."""

import base64

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header

from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import member, memberships
from labelling.title.kit import actions
from labelling.title.kit import rights as serving
from labelling.title.kit.generator import claims, printing
from labelling.title.kit.models import Variant
from labelling.title.kit.views import shut
from labelling.title.licences import rights
from portal.documents import pdf
from portal.documents.views import HEADERS
from portal.web.pages import visible_or_404
from portal.web.rate_limits import MINUTE, Limit, refuse_beyond

LIMIT = Limit(20, MINUTE, per="user")
PREVIEW = 620  # pixels
BEST = (Variant.MENTION, Variant.LABELLED, Variant.ENGAGED)


def _claims(organism):
    """{variant: (right, claim)} of today, what says most first."""
    held = {right.variant: right for right in rights.rights(organism)}
    found = [held[variant.value] for variant in BEST if variant.value in held]
    return {right.variant: (right, claims.claim(organism, right)) for right in found}


def kit_compose_list(request):
    organisms = Organism.objects.visible_to(request.user).filter(pk__in=memberships(request.user))
    rows = [(one, _claims(one)) for one in organisms.order_by("name__french")]
    context = {"rows": rows, "templates": printing.TEMPLATES.values()}
    return render(request, "labelling/kit/compose_list.html", context)


def kit_compose(request, slug, code):
    """A member of the organism, today, for a variant that opens today; else 404 or the reason."""
    organism = visible_or_404(Organism, request.user, slug=slug)
    template = printing.TEMPLATES.get(code)
    if template is None or not member(request.user, organism):
        raise Http404
    open_today = _claims(organism)
    if not open_today:
        return shut(request, _nothing_open())
    wanted = request.POST.get("variant") or request.GET.get("variante", "")
    right, claim = open_today.get(wanted) or next(iter(open_today.values()))
    page = {"organism": organism, "template": template, "claim": claim, "claims": open_today}
    if request.method == "POST":
        return _answer(request, page, right)
    return _page(request, page, template.form(by=request.user, initial=_known(request.user)))


def _nothing_open():
    sentence = "Aucune autorisation d’usage de votre organisme n’est en vigueur aujourd’hui."
    title = "Ce modèle n’est pas ouvert à votre organisme."
    return serving.Closed(403, title, f"{sentence} {serving.WHOM_TO_ASK}")


def _known(user):
    return {"signer": str(user), "job": user.job, "phone": user.phone}


def _page(request, page, form, status=200):
    page |= {"form": form, "variants": [(code, one[1]) for code, one in page["claims"].items()]}
    return render(request, "labelling/kit/compose.html", page, status=status)


def _answer(request, page, right):
    """What the button asked for; a failure is told above the form, which keeps what was typed."""
    form, wanted = page["template"].form(request.POST, by=request.user), request.POST.get("format")
    if not form.is_valid():
        return _page(request, page, form, status=422)
    if request.method == "POST":
        refuse_beyond(request, "kit.compose", LIMIT)
    try:
        if wanted in page["template"].formats:
            return _document(request, page, form, wanted, right)
        return _preview(request, page, form, right)
    except pdf.Failed as failure:
        form.add_error(None, str(failure))
        return _page(request, page, form, status=503)


def _document(request, page, form, wanted, right):
    template, claim = page["template"], page["claim"]
    content = printing.compose(template, claim, form.cleaned_data, wanted)
    _register(request, page, wanted.upper(), right)
    response = HttpResponse(content, content_type=printing.TYPES[wanted], headers=HEADERS)
    name = f"{template.code}-{page['organism'].slug}.{wanted}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _register(request, page, form, right):
    grant = serving.Grant(page["organism"], right.until)
    actions.register(
        form=form,
        variant=right.variant,
        user=request.user,
        grant=grant,
        template=page["template"].code,
    )


def _preview(request, page, form, right):
    """A preview; the signature, which is copied from the page, counts as taken."""
    template, claim = page["template"], page["claim"]
    if template.is_text:
        context = {"claim": claim, "said": form.cleaned_data}
        for name in ("html", "txt"):
            page[f"signature_{name}"] = render_to_string(f"labelling/kit/signature.{name}", context)
        _register(request, page, "HTML", right)
    else:
        content = printing.compose(template, claim, form.cleaned_data, "png", width=PREVIEW)
        page["preview"] = f"data:image/png;base64,{base64.b64encode(content).decode()}"
    return _page(request, page, form)
