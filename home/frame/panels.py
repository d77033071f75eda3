"""What pages read of a frame and of a banner, whether published or previewed."""

from dataclasses import dataclass, field

from home.frame import seeds
from home.frame.addresses import entries
from home.site_map.navigation import SECTIONS, roots
from portal.web import navigation

SPACE = "/espace/"


@dataclass(frozen=True)
class Frame:
    """What surrounds a page; by default, the portal's own."""

    tagline: str = seeds.TAGLINE
    footer_tagline: str = seeds.FOOT
    mention: str = seeds.MENTION
    menu: tuple = ()  # (label, address); empty: the entries that the apps register
    sections: tuple = SECTIONS  # of tabs: ((label, address), …)
    footer_links: tuple = seeds.FOOTER
    social: tuple = ()  # (network, address)
    errors: dict = field(default_factory=lambda: _error_pages({}))


@dataclass(frozen=True)
class Banner:
    key: int
    heading: str
    text: str
    tone: str
    starts_at: object
    ends_at: object
    link: tuple  # (label, address), or nothing

    def is_shown(self, at):
        return self.starts_at <= at < self.ends_at


def as_frame(row):
    """A row, published or previewed, as pages read it."""
    known = row.addresses
    tabs = [_links(one["value"], known) for one in row.tabs.get_prep_value()]
    pages = {one["type"]: one["value"] for one in row.errors.get_prep_value()}
    return Frame(
        tagline=row.tagline or seeds.TAGLINE,
        footer_tagline=row.footer_tagline or seeds.FOOT,
        mention=row.mention or seeds.MENTION,
        menu=_links(row.menu.get_prep_value(), known),
        sections=tuple(tabs) or SECTIONS,
        footer_links=_links(row.footer.get_prep_value(), known),
        social=tuple(
            (one["value"]["network"], one["value"]["address"])
            for one in row.social.get_prep_value()
        ),
        errors=_error_pages(
            {
                name: (page["title"], page["text"], _links(page.get("links"), known))
                for name, page in pages.items()
            }
        ),
    )


def _error_pages(written):
    """{name: {title, text, links}}: the words of the portal where none are written."""
    return {
        name: dict(zip(("title", "text", "links"), written.get(name, own), strict=True))
        for name, own in seeds.ERRORS.items()
    }


def as_banner(row):
    links = _links(row.link.get_prep_value(), row.addresses)
    names = ("heading", "text", "tone", "starts_at", "ends_at")
    said = {name: getattr(row, name) for name in names}
    return Banner(key=row.pk, link=links[0] if links else (), **said)


def _links(raw, known):
    """((label, address), …) of the entries; those whose page is not published are left out."""
    pairs = [
        (one["label"], known.get(str(one["page"]), "") if one["page"] else one["service"])
        for one in entries(raw)
    ]
    return tuple((label, url) for label, url in pairs if label and url)


def links(request, shown):
    """The lines of the bar: those of the frame and the door of the members, else those that the apps register."""
    own = navigation.links(navigation.PUBLIC, request)
    if not shown.menu:
        return own
    here = _current(request.path, [url for _label, url in shown.menu], shown.sections)
    return [
        {"label": label, "url": url, "is_current": url == here, "count": 0}
        for label, url in shown.menu
    ] + [one for one in own if one["url"] == SPACE]


def _current(path, urls, sections):
    """The entry under which the address is, or under a page of the section that it opens: the longest of them."""
    if path in urls:
        return path
    opened = {section[0][1]: roots(section) for section in sections if section}
    held = [
        (len(root), url)
        for url in urls
        for root in opened.get(url, (url,))
        if root != "/" and path.startswith(root)
    ]
    return max(held)[1] if held else None
