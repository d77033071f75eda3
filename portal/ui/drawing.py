"""Component rendering: the template of the same name; an unknown word is refused."""

from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.ui.states import TONES

PLAIN = {str, SafeString, int, bool, type(None)}
LONGEST = 400  # characters of what is worth keeping: a button, a badge, not a paragraph


def draw(name, /, **values):
    """The HTML of templates/ui/<name>.html, or of the template whose path is `name`.

    What is drawn depends on its values alone: a few words are drawn once a process. Words that are safe
    and words that are not are two values.
    """
    said = tuple((key, type(value), value) for key, value in values.items() if _is_plain(value))
    if len(said) < len(values) or settings.DEBUG or sum(_length(one[2]) for one in said) > LONGEST:
        return render_to_string(_template(name), values)
    return _drawn(name, said)


@lru_cache(maxsize=4_000)
def _drawn(name, said):
    return render_to_string(_template(name), {key: value for key, _type, value in said})


def _template(name):
    return name if "/" in name else f"ui/{name}.html"


def _is_plain(value):
    return type(value) in PLAIN


def _length(value):
    return len(value) if isinstance(value, str) else 1


def one_of(value, choices, what):
    """`value`, or a ValueError that names what was expected: a typing error shows in tests."""
    if value not in choices:
        raise ValueError(
            f"{what}\u00a0: «\u00a0{value}\u00a0» n’est pas l’un de {', '.join(map(repr, choices))}"
        )
    return value


def tone_of(value):
    return one_of(value, ("", *TONES), "tone")


def pick(thing, *names, default=""):
    """The first of these attributes (or keys) that `thing` gives: rows come from several topics."""
    for name in names:
        value = thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None)
        if value not in (None, ""):
            return value
    return default
