"""The account's addresses, below /account/ in each language; their names are allauth's.

Only what is listed here exists: nobody signs up, and there is one door.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as codes
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from users import views

urlpatterns = [
    path("", views.overview, name="account"),
    path("profile/", views.profile, name="account_profile"),
    path("sessions/", views.sessions, name="account_sessions"),
    path("data/", views.my_data, name="account_data"),
    path("delete/", views.delete_account, name="account_delete"),
    # The door.
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/code/", factors.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    # Shown again before something that matters.
    path("again/password/", account.reauthenticate, name="account_reauthenticate"),
    path("again/code/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    # The second step.
    path("second-step/", views.second_step, name="mfa_index"),
    path("second-step/app/", codes.activate_totp, name="mfa_activate_totp"),
    path("second-step/app/remove/", codes.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-step/passkeys/", views.second_step, name="mfa_list_webauthn"),
    path("second-step/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("second-step/passkeys/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path(
        "second-step/passkeys/<int:pk>/remove/",
        passkeys.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(
        "second-step/recovery-codes/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-step/recovery-codes/new/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    # Address and password.
    path("email/", account.email, name="account_email"),
    path("email/sent/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^email/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
