"""Somebody with a role, and coming in for real."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from accounts.models import Role, User
from tests.accounts.factories import PASSWORD, RoleFactory, UserFactory

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
Kind = Role.Kind


def somebody(kind: str = "", email: str = "", **where: Any) -> User:
    """A person, with a role when asked."""
    person = UserFactory(**({"email": email} if email else {}), name=Kind(kind).label if kind else "collega")
    if kind:
        RoleFactory(person=person, kind=kind, **where)
    return person


def sign_in(client: Client, person: User, password: str = PASSWORD, **options: Any) -> Any:
    """Type e-mail address and password."""
    return client.post("/inloggen/", {"login": person.email, "password": password}, **options)


def with_app(person: User) -> User:
    """This person has an app with codes."""
    TOTP.activate(person, SECRET)
    return person


def code_of(secret: str = SECRET, *, steps: int = 0) -> str:
    """What the app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))
