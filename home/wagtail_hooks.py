"""The CMS keeps the menu entries that the house uses."""

from wagtail import hooks

HIDDEN = {"reports", "help"}


@hooks.register("construct_main_menu")
def hide_unused(request, items):
    items[:] = [item for item in items if item.name not in HIDDEN]
