"""What can go wrong with people and roles, in sentences for users."""


class AccountError(Exception):
    """Base of this room's errors; the message is fit for a user."""
