"""URLs of accounts under /compte/; those of allauth that we do not use are closed."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path

from portal.accounts import forms, views

_sign_in = [
    path("connexion/", account.LoginView.as_view(form_class=forms.SignIn), name="account_login"),
    path(
        "connexion/code/",
        mfa.AuthenticateView.as_view(form_class=forms.SecondFactor),
        name="mfa_authenticate",
    ),
    path("connexion/cle/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("deconnexion/", login_not_required(account.logout), name="account_logout"),
    path("ferme/", account.account_inactive, name="account_inactive"),
    path(
        "confirmer/",
        account.ReauthenticateView.as_view(form_class=forms.Reauthenticate),
        name="account_reauthenticate",
    ),
    path(
        "confirmer/code/",
        mfa.ReauthenticateView.as_view(form_class=forms.SecondFactorAgain),
        name="mfa_reauthenticate",
    ),
    path("confirmer/cle/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]
_passwords = [
    path(
        "",
        account.PasswordChangeView.as_view(form_class=forms.PasswordChange),
        name="account_change_password",
    ),
    path(
        "choisir/",
        account.PasswordSetView.as_view(form_class=forms.PasswordSet),
        name="account_set_password",
    ),
    path("oublie/", views.ForgottenPassword.as_view(), name="account_reset_password"),
    path("oublie/envoye/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "oublie/change/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^oublie/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[\w-]+)/$",
        views.PasswordFromLink.as_view(),
        name="account_reset_password_from_key",
    ),
]
_second_factor = [
    path("", views.SecondFactors.as_view(), name="mfa_index"),
    path(
        "application/",
        totp.ActivateTOTPView.as_view(form_class=forms.FirstCode),
        name="mfa_activate_totp",
    ),
    path("application/retirer/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/nouveaux/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("codes/fichier/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("cles/", keys.list_webauthn, name="mfa_list_webauthn"),
    path(
        "cles/ajouter/",
        keys.AddWebAuthnView.as_view(form_class=forms.NewKey),
        name="mfa_add_webauthn",
    ),
    path("cles/<int:pk>/retirer/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path(
        "cles/<int:pk>/renommer/",
        keys.EditWebAuthnView.as_view(form_class=forms.KeyName),
        name="mfa_edit_webauthn",
    ),
]
_ours = [
    path("coordonnees/", views.details, name="details"),
    path("adresse/", views.address, name="address"),
    path("adresse/code/", views.address_code, name="address_code"),
    path("invitation/", views.invitation, name="invitation"),
    path("invitation/<slug:token>/", views.invitation_link, name="invitation_link"),
]

accounts_urls = [
    path("compte/", views.my_account, name="account"),
    path("compte/", include(_sign_in)),
    path("compte/mot-de-passe/", include(_passwords)),
    path("compte/second-facteur/", include(_second_factor)),
    path("compte/appareils/", views.Devices.as_view(), name="usersessions_list"),
    path("compte/", include((_ours, "accounts"))),
]
# To be placed before Wagtail's own addresses: no other page takes a password.
closed_doors = [
    path("cms/login/", views.to_sign_in, {"after": "/cms/"}, name="cms_door"),
    path("cms/logout/", login_not_required(account.logout), name="cms_way_out"),
    path("_util/login/", views.to_sign_in, name="page_door"),
]
