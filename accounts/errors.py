"""What can go wrong with people and roles, in sentences for users."""

from regions.errors import Refusal


class AccountError(Refusal):
    """Base of this room's errors; the message is fit for a user."""
