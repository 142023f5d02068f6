"""Fields that the pool's forms share: an amount of money, and a moment to the second."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from ..errors import PoolError
from ..money import as_typed, cents_of

FIRST_YEAR, LAST_YEAR = 2018, 2100  # of calls


class MoneyField(forms.CharField):
    """An amount, typed in euros and kept in eurocents."""

    def __init__(self, *, max_length: int = 20, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        """Eurocents as people write them; what was typed stays as it was."""
        return as_typed(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """Eurocents; 0 for nothing typed where nothing is needed."""
        typed = super().clean(value)
        try:
            return cents_of(typed) if typed else 0
        except PoolError as error:
            raise forms.ValidationError(str(error)) from None


class Moment(forms.DateTimeInput):
    """A day and time, chosen with the browser's own calendar."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M:%S", attrs={"step": "1"})


class MomentField(forms.DateTimeField):
    """A moment to the second, on the clock of the server, in the years in which money can be asked."""

    widget = Moment

    def to_python(self, value: Any) -> datetime | None:
        """The moment; a year that no call has is a slip of the finger."""
        moment = super().to_python(value)
        if moment is not None and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return moment

    def prepare_value(self, value: Any) -> Any:
        """The moment as the server's clock showed it."""
        aware = isinstance(value, datetime) and timezone.is_aware(value)
        return timezone.localtime(value) if aware else value
