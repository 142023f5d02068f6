"""Who people are, what they may do, when they signed in, and which systems ask in their name."""

from .person import User, known_as
from .role import Role
from .signin import SignIn
from .token import ApiToken, ApiTokenUse

__all__ = ["ApiToken", "ApiTokenUse", "Role", "SignIn", "User", "known_as"]
