"""How a component is drawn: its template bears its name, and a word nobody knows is refused."""

from django.template.loader import render_to_string

from portal.ui.states import TONES


def draw(name, /, **values):
    """The HTML of templates/ui/<name>.html."""
    return render_to_string(f"ui/{name}.html", values)


def one_of(value, choices, what):
    """`value`, or a ValueError that names what was expected: a typing error shows in tests."""
    if value not in choices:
        raise ValueError(f"{what} : « {value} » n’est pas l’un de {', '.join(map(repr, choices))}")
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
