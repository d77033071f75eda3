"""Read-mostly desks in the CMS for the référent."""

from functools import wraps

from django.contrib.admin.sites import AdminSite
from django.contrib.admin.utils import label_for_field, lookup_field
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Model
from django.http import Http404
from django.utils.text import capfirst
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView, InspectView

from portal.access.models import Role
from portal.core.csv_sheets import safe

CLOSED = "L’écriture du site est réservée à la Dircom, au référent label et à son suppléant."


def editors_only(view):
    """Wagtail sends whoever lacks its right to the sign-in page, which sends back who is signed in: for ever."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied(CLOSED)
        if not all(key.isdecimal() or key == "all" for key in _keys(request, kwargs)):
            raise Http404
        return view(request, *args, **kwargs)

    return asked


def _keys(request, kwargs):
    """The keys of rows in the address of a desk and of an act on several things: numbers all."""
    several = request.GET.getlist("id") if "action" in kwargs else []
    return [str(kwargs.get("instance_pk", 0)), *several]


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


def in_words(value):
    """« oui » or « non » where Django’s admin, which is not installed, has a drawing; a list without its signs."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def _column(name, head, order=None):
    def said(thing):
        return in_words(getattr(thing, name))

    said.short_description = head
    said.admin_order_field = order
    return said


class DeskIndex(IndexView):
    """A list whose file says the words of its page, and nothing that a spreadsheet would run."""

    def get_heading(self, queryset, field):
        return capfirst(label_for_field(field, self.model, self.model_admin))

    def to_row_dict(self, item):
        return {field: self._said(item, field) for field in self.list_export}

    def _said(self, item, field):
        word = getattr(item, f"get_{field}_display", None)
        value = in_words(word() if word else lookup_field(field, item, self.model_admin)[2])
        return safe(value) if isinstance(value, str | Model) else value


class DeskInspection(InspectView):
    """A thing in words that people read: no code, no sign of a list."""

    def get_field_label(self, field_name, field=None):
        return self.model_admin.heads.get(field_name) or super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name, field=None):
        value = getattr(self.instance, field_name)
        if read := self.model_admin.words.get(field_name):
            words = dict(read())
            return in_words([words.get(one, one) for one in _several(value)])
        if isinstance(value, bool | list):
            return in_words(value) or self.model_admin.get_empty_value_display(field_name)
        return super().get_field_display_value(field_name, field)


def _several(value):
    return value if isinstance(value, list) else [value]


class Desk(ModelAdmin):
    """A list of what the référent sees, with inspection, export and filters.

    `heads`: {name: words} of what is no field, or whose field says otherwise; `words`: {field: what gives
    [(code, words)]} of the codes that it holds.
    """

    heads = {}
    words = {}

    inspect_view_enabled = True
    history_view_enabled = False
    list_per_page = 50
    permission_helper_class = RefereeReads
    button_helper_class = LeadsToSpace
    index_view_class = DeskIndex
    inspect_view_class = DeskInspection
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
        columns = {name: _column(name, head) for name, head in self.heads.items()}
        columns |= {name: _column(name, one.verbose_name, name) for name, one in fields.items()}
        return [columns.get(name, name) for name in super().get_list_display(request)]

    def get_queryset(self, request):
        """Wagtail does not filter rows: start from what this person sees."""
        rows = self.model.objects.visible_to(request.user)
        if self.list_select_related:
            rows = rows.select_related(*self.list_select_related)
        return rows.order_by(*self.get_ordering(request))
