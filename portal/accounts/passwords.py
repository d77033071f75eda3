"""Password rules: length, common passwords, words of the person's own names (BR-06)."""

import re
import unicodedata

from django.core.exceptions import ValidationError

from portal.access.models import Role

_tests = []


def register_privileged(test):
    """`register_privileged(is_an_auditor)`: `test(user)` says that data makes this user privileged."""
    _tests.append(test)
    return test


def second_factor_required(user):
    """Référent, deputy, secretariat, Dircom, DPO, technique; auditors and seats by their own tests."""
    if not user.is_authenticated:
        return False
    if user.is_superuser or not user.roles.isdisjoint(Role.values):
        return True
    return any(test(user) for test in _tests)


SHORTEST, SHORTEST_PRIVILEGED = 14, 16  # characters; tries are limited besides (CNIL 2022)
LONGEST = 1_000
FEWEST_DIFFERENT = 6
ANYWHERE = ("qualihlm", "organisme", "bailleur", "locataire", "motdepasse", "password", "azerty")
ANYWHERE += ("qwerty", "qsdfgh", "123456", "987654", "abcdef")
ALONE = ("ush", "hlm", "label")
LEET = str.maketrans("01345$7@", "oieastsa")
_name_sources = []


def register_names(source):
    """`source(user)` gives names that this user's password may not hold (the organism's)."""
    _name_sources.append(source)
    return source


class LongEnough:
    """BR-06: at least 14 characters, 16 for who must have a second factor; paste is welcome."""

    def validate(self, password, user=None):
        shortest = _shortest(user)
        if len(password) < shortest:
            raise ValidationError(
                f"Ce mot de passe a {len(password)} caractères ; il en faut {shortest}. "
                "Une phrase de quatre ou cinq mots convient.",
                code="password_too_short",
            )
        if len(password) > LONGEST:
            raise ValidationError(
                "Ce mot de passe dépasse 1 000 caractères.", code="password_too_long"
            )
        if len(set(password.casefold())) < FEWEST_DIFFERENT:
            raise ValidationError(
                "Ce mot de passe répète trop peu de caractères différents ; il en faut six.",
                code="password_too_plain",
            )

    def get_help_text(self):
        return (
            "Au moins 14 caractères, 16 pour l’équipe du label, le comité et les auditeurs. "
            "Une phrase de quatre ou cinq mots convient ; aucun signe n’est imposé."
        )


class NotAContextWord:
    """The words that a stranger would try first: the label's, the keyboard's, the person's own."""

    def validate(self, password, user=None):
        forms = {_plain(password), _plain(password.translate(LEET))}
        words = set(re.findall(r"[^\W\d_]+", _unaccented(password)))
        names = _names(user) if user is not None else set()
        found = next((word for word in (*ANYWHERE, *sorted(names)) if _inside(word, forms)), None)
        found = found or next((word for word in ALONE if word in words), None)
        if found:
            raise ValidationError(
                f"Retirez « {found} » : c’est un des premiers mots que l’on essaierait ici.",
                code="password_context_word",
            )

    def get_help_text(self):
        return "Ni votre nom, ni celui de votre organisme, ni les mots du label ou du clavier."


def rule_for(user):
    """The rule in the words of who chooses: one length, theirs."""
    return (
        f"Au moins {_shortest(user)} caractères. Une phrase de quatre ou cinq mots convient ; "
        f"aucun signe n’est imposé. {NotAContextWord().get_help_text()}"
    )


def _shortest(user):
    return SHORTEST_PRIVILEGED if user is not None and _is_privileged(user) else SHORTEST


def _is_privileged(user):
    """An account about to be made says so itself; an existing one is asked."""
    if user.pk is None:
        return getattr(user, "is_privileged", False)
    return second_factor_required(user)


def _names(user):
    """The person's and the organism's names, cut in words of four letters and more."""
    own = (user.first_name, user.last_name, user.email.partition("@")[0])
    others = [name for source in _name_sources for name in source(user)]
    pieces = (re.split(r"[\W\d_]+", _unaccented(text)) for text in (*own, *others))
    return {piece for words in pieces for piece in words if len(piece) > 3}


def _inside(word, forms):
    return any(word in form for form in forms)


def _unaccented(text):
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


def _plain(text):
    """Letters and digits only: « Quali’Hlm » is « qualihlm »."""
    return "".join(sign for sign in _unaccented(text) if sign.isalnum())
