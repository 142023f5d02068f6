"""What a page sends back. Anybody can write it by hand, so it need not be what the page offered."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

DIGITS = 9  # of the largest number that a page sends: it fits every column and every row


def is_whole(sent: str, digits: int = DIGITS) -> bool:
    """Whether this is a whole number, short enough to be one of ours."""
    return sent.isascii() and sent.isdecimal() and len(sent) <= digits


def whole(sent: str, digits: int = DIGITS) -> int:
    """A whole number that a page sent along; 0, which no row has, where there is none that can be one."""
    return int(sent) if is_whole(sent, digits) else 0


class SeveralField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    """Several of the rows that a form offers; a number too large for the database is none of them."""

    def clean(self, value: Any) -> Any:
        """The rows; ValidationError for what was not offered."""
        try:
            return super().clean(value)
        except OverflowError:
            said = self.error_messages["invalid_choice"]
            raise ValidationError(said, code="invalid_choice", params={"value": "…"}) from None
