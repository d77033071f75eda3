"""Read-mostly desks in the CMS for the référent."""

from django.contrib.admin.sites import AdminSite
from django.contrib.admin.utils import label_for_field, lookup_field
from django.db.models import BooleanField, Model
from django.utils.text import capfirst
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView

from portal.access.people import Role
from portal.core.csv_sheets import safe


class RefereeReads(PermissionHelper):
    """The référent and the deputy list and inspect; nobody creates, edits or deletes here (BR-41, BR-62)."""

    def user_can_list(self, user):
        return user.is_authenticated and (
            user.has_role(Role.REFERENT) or user.has_role(Role.DEPUTY)
        )

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
                    "title": f"Ouvrir «\u00a0{obj}\u00a0» dans l’espace membre",
                },
            )
        return buttons


def in_words(field):
    """A column that says « oui » or « non » where Django’s admin, which is not installed, has a drawing."""

    def said(thing):
        return "oui" if getattr(thing, field.name) else "non"

    said.short_description = field.verbose_name
    said.admin_order_field = field.name
    return said


class DeskIndex(IndexView):
    """A list whose file says the words of its page, and nothing that a spreadsheet would run."""

    def get_heading(self, queryset, field):
        return capfirst(label_for_field(field, self.model, self.model_admin))

    def to_row_dict(self, item):
        return {field: self._said(item, field) for field in self.list_export}

    def _said(self, item, field):
        word = getattr(item, f"get_{field}_display", None)
        value = word() if word else lookup_field(field, item, self.model_admin)[2]
        if isinstance(value, bool):
            return "oui" if value else "non"
        return safe(value) if isinstance(value, str | Model) else value


class Desk(ModelAdmin):
    """A list of what the référent sees, with inspection, export and filters."""

    inspect_view_enabled = True
    history_view_enabled = False
    list_per_page = 50
    permission_helper_class = RefereeReads
    button_helper_class = LeadsToSpace
    index_view_class = DeskIndex
    list_select_related = ()

    def __init__(self, parent=None):
        """Filters by a relation ask an admin site for the order of its choices: an empty one."""
        super().__init__(parent)
        self.admin_site = AdminSite(name="desks")

    def get_inspect_view_fields(self):
        """What people read: neither the number of the row nor how often it was written."""
        return [name for name in super().get_inspect_view_fields() if name not in ("id", "version")]

    def get_list_display(self, request):
        fields = {f.name: f for f in self.opts.fields if isinstance(f, BooleanField)}
        names = super().get_list_display(request)
        return [in_words(fields[name]) if name in fields else name for name in names]

    def get_queryset(self, request):
        """Wagtail does not filter rows: start from what this person sees."""
        rows = self.model.objects.visible_to(request.user)
        if self.list_select_related:
            rows = rows.select_related(*self.list_select_related)
        return rows.order_by(*self.get_ordering(request))
