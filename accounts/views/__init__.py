"""The screens of people: one's own account, colleagues, and for who manages people everybody."""

from .account import account
from .colleagues import colleagues, end_colleague
from .people import deactivate, give_role, invite, invite_again, people, person, reactivate
from .review import access_review, confirm_role
from .roles import end_role, hand_over, role
from .signins import sign_ins
from .tokens import stop_token, tokens

__all__ = [
    "access_review",
    "account",
    "colleagues",
    "confirm_role",
    "deactivate",
    "end_colleague",
    "end_role",
    "give_role",
    "hand_over",
    "invite",
    "invite_again",
    "people",
    "person",
    "reactivate",
    "role",
    "sign_ins",
    "stop_token",
    "tokens",
]
