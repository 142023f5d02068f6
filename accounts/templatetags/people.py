"""How somebody came in, and with which device, in words."""

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

register = template.Library()

BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)  # fmt: skip
METHODS = {
    "password": _("wachtwoord"),
    "mfa": _("tweede stap"),
    "passkey": _("passkey"),
    "socialaccount": _("inlogsysteem van de organisatie"),
    "example": _("voorbeeld"),
    "closed": _("account is afgesloten"),
    "expired": _("sessie verlopen"),
    "totp_activated": _("app ingesteld"),
    "totp_deactivated": _("app uitgezet"),
    "webauthn_added": _("passkey toegevoegd"),
    "webauthn_removed": _("passkey verwijderd"),
    "recovery_codes_generated": _("nieuwe herstelcodes"),
}


@register.filter
def device(user_agent: str) -> str:
    """A browser and a device as people call them: "Firefox op Windows"."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if browser and system:
        return gettext("%(browser)s op %(system)s") % {"browser": browser, "system": system}
    return browser or system or gettext("onbekend apparaat")


@register.filter
def method(words: str) -> str:
    """How it was done, in words: "wachtwoord + tweede stap"."""
    return " + ".join(str(METHODS.get(word, word)) for word in words.split(" + "))
