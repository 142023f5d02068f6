"""What a password must be, in our own words. The rules are Django's."""

from django.contrib.auth import password_validation as rules
from django.utils.translation import gettext, ngettext


class LongEnough(rules.MinimumLengthValidator):
    """Length is what makes a password strong."""

    def get_error_message(self) -> str:
        """What to do."""
        return ngettext(
            "Dit wachtwoord is te kort: kies minstens %(number)s teken.",
            "Dit wachtwoord is te kort: kies minstens %(number)s tekens.",
            self.min_length,
        ) % {"number": self.min_length}


class NotOnesOwn(rules.UserAttributeSimilarityValidator):
    """Not one's own address or function."""

    def get_error_message(self) -> str:
        """What to do."""
        return gettext("Dit wachtwoord lijkt te veel op uw e-mailadres of functie. Kies iets anders.")


class NotCommon(rules.CommonPasswordValidator):
    """Not one of the passwords that everybody tries first."""

    def get_error_message(self) -> str:
        """What to do."""
        return gettext("Dit wachtwoord gebruiken te veel mensen. Kies iets anders.")
