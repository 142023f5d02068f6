"""Signing in, and choosing a password."""

from collections.abc import Mapping
from typing import ClassVar

from allauth.account import forms
from django.utils.translation import gettext_lazy as _

from .words import EMAIL, NEW_PASSWORD, PASSWORD, InOurWords, Words

# One field for a new password, with a button that shows it: a second field only copies a mistake.
AGAIN = ("password2",)


class LoginForm(InOurWords, forms.LoginForm):
    """E-mail address and password."""

    words: ClassVar[Mapping[str, Words]] = {"login": EMAIL, "password": PASSWORD}


class ResetPasswordForm(InOurWords, forms.ResetPasswordForm):
    """Where to send the link to."""

    words: ClassVar[Mapping[str, Words]] = {"email": EMAIL}


class ResetPasswordKeyForm(InOurWords, forms.ResetPasswordKeyForm):
    """The password of somebody who came with a link."""

    words: ClassVar[Mapping[str, Words]] = {"password1": NEW_PASSWORD}
    leave_out = AGAIN


class ChangePasswordForm(InOurWords, forms.ChangePasswordForm):
    """Another password, by who knows the present one."""

    words: ClassVar[Mapping[str, Words]] = {
        "oldpassword": Words(_("Huidig wachtwoord"), _("Vul uw huidige wachtwoord in.")),
        "password1": NEW_PASSWORD,
    }
    leave_out = AGAIN


class SetPasswordForm(InOurWords, forms.SetPasswordForm):
    """A first password, by who came in by single sign-on."""

    words: ClassVar[Mapping[str, Words]] = {"password1": NEW_PASSWORD}
    leave_out = AGAIN


class ReauthenticateForm(InOurWords, forms.ReauthenticateForm):
    """The password once more, before something important."""

    words: ClassVar[Mapping[str, Words]] = {"password": PASSWORD}
