"""The writing side of answers. Each change leaves a revision."""

from .attaching import attach_file, attach_link, erase, take_away
from .filling import Save, Saved, carry_over, drop, lock, save
from .recording import FOLD, Given, record
from .settling import approve, send_back, submit

__all__ = [
    "FOLD",
    "Given",
    "Save",
    "Saved",
    "approve",
    "attach_file",
    "attach_link",
    "carry_over",
    "drop",
    "erase",
    "lock",
    "record",
    "save",
    "send_back",
    "submit",
    "take_away",
]
