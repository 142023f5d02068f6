"""Addresses of signing in and of people. The names without a room are allauth's own; it reverses them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount import views as sso
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as sessions
from django.urls import URLPattern, URLResolver, include, path, re_path

from . import views

SIGNING_IN: list[URLPattern] = [
    path("inloggen/", account.login, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("inloggen/afgesloten/", account.account_inactive, name="account_inactive"),
    path("inloggen/tweede-stap/", mfa.authenticate, name="mfa_authenticate"),
    path("inloggen/passkey/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("inloggen/afgebroken/", sso.login_cancelled, name="socialaccount_login_cancelled"),
    path("inloggen/mislukt/", sso.login_error, name="socialaccount_login_error"),
    path("inloggen/via/<slug:provider_id>/", oidc.login, name="openid_connect_login"),
    path("inloggen/via/<slug:provider_id>/terug/", oidc.callback, name="openid_connect_callback"),
]

PASSWORD: list[URLPattern] = [
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path("wachtwoord/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/kiezen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/gekozen/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/wachtwoord/", account.password_change, name="account_change_password"),
    path("account/wachtwoord/eerste/", account.password_set, name="account_set_password"),
    path("account/bevestigen/", account.reauthenticate, name="account_reauthenticate"),
]

SECOND_FACTOR: list[URLPattern] = [
    path("account/tweede-stap/", mfa.index, name="mfa_index"),
    path("account/tweede-stap/bevestigen/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/tweede-stap/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/tweede-stap/app/uitzetten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/herstelcodes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/herstelcodes/nieuw/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "account/herstelcodes/bestand/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
    path("account/passkeys/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("account/passkeys/toevoegen/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("account/passkeys/bevestigen/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/passkeys/<int:pk>/", passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/passkeys/<int:pk>/verwijderen/", passkey.remove_webauthn, name="mfa_remove_webauthn"),
    path("account/sessies/", sessions.list_usersessions, name="usersessions_list"),
]

PEOPLE: list[URLPattern] = [
    path("account/", views.account, name="account"),
    path("account/tokens/", views.tokens, name="tokens"),
    path("account/tokens/<int:pk>/intrekken/", views.stop_token, name="stop_token"),
    path("mijn-regio/collegas/", views.colleagues, name="colleagues"),
    path("mijn-regio/collegas/<int:pk>/beeindigen/", views.end_colleague, name="end_colleague"),
    path("beheer/mensen/", views.people, name="people"),
    path("beheer/mensen/uitnodigen/", views.invite, name="invite"),
    path("beheer/mensen/nakijken/", views.access_review, name="access_review"),
    path("beheer/mensen/<int:pk>/", views.person, name="person"),
    path("beheer/mensen/<int:pk>/rol/", views.give_role, name="give_role"),
    path("beheer/mensen/<int:pk>/uitnodigen/", views.invite_again, name="invite_again"),
    path("beheer/mensen/<int:pk>/afsluiten/", views.deactivate, name="deactivate"),
    path("beheer/mensen/<int:pk>/openen/", views.reactivate, name="reactivate"),
    path("beheer/rollen/<int:pk>/", views.role, name="role"),
    path("beheer/rollen/<int:pk>/beeindigen/", views.end_role, name="end_role"),
    path("beheer/rollen/<int:pk>/overdragen/", views.hand_over, name="hand_over"),
    path("beheer/rollen/<int:pk>/bevestigen/", views.confirm_role, name="confirm_role"),
    path("beheer/aanmeldingen/", views.sign_ins, name="sign_ins"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *SIGNING_IN,
    *PASSWORD,
    *SECOND_FACTOR,
    path("", include((PEOPLE, "accounts"))),
]
