"""The CMS keeps the menu entries that the house uses, and leads back to the member space."""

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

HIDDEN = {"reports", "help"}


@hooks.register("construct_main_menu")
def hide_unused(request, items):
    items[:] = [item for item in items if item.name not in HIDDEN]


@hooks.register("register_admin_menu_item")
def back_to_the_space():
    return MenuItem("Revenir à l’espace", reverse("space"), icon_name="home", order=10)
