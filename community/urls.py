"""The communities' addresses."""

urlpatterns = []
