"""Writes down what happens at the door: who came in, who left, who was kept out, who changed the lock."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from .models import SignIn, User

What = SignIn.What


def note(
    what: What, *, request: HttpRequest, person: User | None = None, email: str = "", method: str = ""
) -> SignIn:
    """Add a line to the audit. When only an e-mail address is known, the line goes to whoever has it, so that
    people see attempts on their own account."""
    if person is None and email:
        person = User.objects.filter(email=email.strip().lower()).first()
    return SignIn.objects.create(
        person=person,
        email="" if person else email[: SignIn._meta.get_field("email").max_length],
        what=what,
        method=method,
        ip=get_adapter().get_client_ip(request),
    )


def kept_out(code: str | None, *, request: HttpRequest, person: User | None, method: str) -> SignIn:
    """Somebody did not come in: too many attempts, or something that was not right."""
    what = What.LOCKED if code == "too_many_login_attempts" else What.REFUSED
    return note(what, request=request, person=person, method=method)
