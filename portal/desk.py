"""The référent's desks in the CMS: read-mostly lists; steps are taken in the member space."""

from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin

from portal.models import Role


class RefereeReads(PermissionHelper):
    """The référent lists and inspects; nobody creates, edits or deletes here (BR-41, BR-62)."""

    def user_can_list(self, user):
        return user.is_authenticated and user.has_role(Role.REFERENT)

    user_has_any_permissions = user_can_list

    def user_can_inspect_obj(self, user, obj):
        return self.user_can_list(user)

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class LeadsToSpace(ButtonHelper):
    """Adds the button that opens the thing where its acts are."""

    def get_buttons_for_obj(self, obj, **options):
        buttons = super().get_buttons_for_obj(obj, **options)
        if hasattr(obj, "get_absolute_url"):
            buttons.insert(
                0,
                {
                    "url": obj.get_absolute_url(),
                    "label": "Ouvrir dans l’espace",
                    "classname": self.finalise_classname(),
                    "title": f"Ouvrir « {obj} » dans l’espace membre",
                },
            )
        return buttons


class Desk(ModelAdmin):
    """A list of what the référent sees, with inspection, export and filters."""

    inspect_view_enabled = True
    history_view_enabled = False
    list_per_page = 50
    permission_helper_class = RefereeReads
    button_helper_class = LeadsToSpace
    list_select_related = ()

    def get_queryset(self, request):
        """Wagtail does not filter rows: start from what this person sees."""
        rows = self.model.objects.visible_to(request.user)
        if self.list_select_related:
            rows = rows.select_related(*self.list_select_related)
        return rows.order_by(*self.get_ordering(request))
