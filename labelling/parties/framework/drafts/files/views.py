"""Views of the rules as a spreadsheet: a version or a draft given, a file read back into a draft."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from labelling.parties.framework.drafts import actions
from labelling.parties.framework.drafts.files import writing
from labelling.parties.framework.drafts.files.forms import RulesFileForm
from labelling.parties.framework.drafts.views import FOLDER, get_draft, get_editable
from labelling.parties.framework.files.parsing import KINDS, Sheet
from labelling.parties.framework.files.writing import body_of
from portal.exports.views import attach
from portal.web.pages import form_page
from portal.workflow import Problem, Refused

BLANK = "vide"
WHICH = ("projet", BLANK)


def rules_draft_upload(request, code):
    """What the file changes is shown first; it replaces the lines of the draft once it is confirmed."""
    draft = get_editable(request, code)
    return form_page(
        request,
        RulesFileForm,
        thing=draft,
        template=f"{FOLDER}/draft_upload.html",
        context={"draft": draft},
        preview=lambda form: None if "sure" in request.POST else form.cleaned_data["file"],
        save=lambda form: _replace(draft, form),
        said="Le projet dit maintenant ce que dit le fichier. Rien n’est publié.",
        done=draft.get_absolute_url(),
    )


def _replace(draft, form):
    found = form.cleaned_data["file"]
    if found.refusals:
        raise Refused(Problem("refused", "Ce fichier a des cellules refusées\u00a0: relisez-les."))
    if not found.changes:
        raise Refused(
            Problem("same", "Ce fichier dit ce que le projet dit déjà\u00a0: rien ne change.")
        )
    return actions.replace_content(
        draft,
        by=form.by,
        content=found.content,
        seen=form.expected_stamp or "",
        count=found.changes,
    )


@require_GET
@never_cache
def rules_draft_file(request, code, which, extension):
    draft = get_draft(request, code)
    if which not in WHICH or extension not in writing.FORMATS:
        raise Http404
    is_blank = which == BLANK
    content = writing.write(draft, extension, is_blank=is_blank, by=str(request.user))
    return attach(content, extension, writing.file_name(draft, extension, is_blank=is_blank))


@login_not_required
@require_GET
def framework_file(request, code, extension):
    """A version as its page shows it, to whoever reads that page."""
    if extension not in writing.FORMATS:
        raise Http404
    for kind, model in KINDS.items():
        version = model.objects.visible_to(request.user).filter(code=code).first()
        if version is not None:
            told = writing.of_version(version, kind, body_of(Sheet.of(version)))
            return attach(
                writing.write(told, extension), extension, writing.file_name(told, extension)
            )
    raise Http404
