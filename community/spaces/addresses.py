"""URL paths of spaces: « club », « auditeurs », « groupes/charges-et-energie »."""

FIXED = ("club", "auditeurs")
GROUPS = "groupes/"


class SpaceConverter:
    regex = "club|auditeurs|groupes/[-a-z0-9]+"

    def to_python(self, value):
        return value.removeprefix(GROUPS)

    def to_url(self, slug):
        return slug if slug in FIXED else GROUPS + slug
