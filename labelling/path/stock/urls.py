"""URLs of the stock of a dossier."""

from django.urls import path

from labelling.path.stock import views

HERE = "espace/dossiers/<str:reference>/patrimoine/"
urlpatterns = [
    path(HERE, views.detail, name="stock_detail"),
    path(f"{HERE}communes/", views.confirm_towns, name="stock_towns"),
    path(f"{HERE}import/", views.upload, name="stock_upload"),
    path(f"{HERE}cotation/", views.upload_ratings, name="stock_upload_ratings"),
    path(f"{HERE}cotation/feuille/", views.rating_sheet, name="stock_rating_sheet"),
    path(f"{HERE}import/<int:number>/", views.preview, name="stock_import"),
    path(f"{HERE}import/<int:number>/lecture/", views.read_again, name="stock_read_again"),
    path(f"{HERE}import/<int:number>/abandon/", views.abandon, name="stock_abandon"),
    path(f"{HERE}import/<int:number>/remise/", views.put_back, name="stock_put_back"),
    path(f"{HERE}import/<int:number>/a-corriger/", views.corrected, name="stock_corrected"),
    path(f"{HERE}residences/<path:code>/retrait/", views.remove, name="stock_remove"),
    path(f"{HERE}residences/<path:code>/remise/", views.restore, name="stock_restore"),
    path(f"{HERE}residences/<path:code>/", views.residence, name="stock_residence"),
]
