"""Autosave of forms: typed values saved quietly, told once a period in the audit log."""

from django.http import JsonResponse

from portal.ui import words
from portal.workflow import Refused, Stale


def is_quiet(request):
    """A save that nobody asked for: the answer is read by the page's script, never shown."""
    return request.method == "POST" and "X-Autosave" in request.headers


def keep(form, record):
    """`record()` writes the form and returns its new mark, {"seen": …}, with a new row's address.

    Types are checked; what is required and still empty is left as it was, and named in the answer.
    """
    required = [name for name, field in form.fields.items() if field.required]
    for name in required:
        form.fields[name].required = False
    if not form.is_valid():
        return _refusal(
            [_named(form, name, text) for name in form.errors for text in form.errors[name]]
        )
    left = [
        name for name in required if form.cleaned_data.get(name) in form.fields[name].empty_values
    ]
    for name in left:
        del form.cleaned_data[name]
    try:
        answer = record()
    except Stale:
        return JsonResponse({}, status=409)
    except Refused as refused:
        return _refusal([problem.text for problem in refused.problems])
    return JsonResponse(answer | {"left": [form.fields[name].label for name in left]})


def _named(form, name, error):
    """« Logements : saisissez un nombre entier »: the line of the save stands far from the field."""
    return f"{words.lead(form[name].label)} {error}" if name in form.fields else error


def _refusal(sentences):
    return JsonResponse({"problems": [str(sentence) for sentence in sentences]}, status=422)
