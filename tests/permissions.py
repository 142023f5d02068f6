"""Who may open what: a row per named address of the product.

`ANYONE` needs no sign-in, `SIGNED_IN` any account; a role's name only that role. The check that each
address has a row is in test_consistency.py; what each row means is tried by the rooms' own tests.
"""

ANYONE = "anyone"
SIGNED_IN = "signed in"
PROGRAMME = "programmateam"

# name of the address as `room:name` (or plain `name`), with who may open it
PERMISSIONS: dict[str, str] = {
    "health": ANYONE,
    "accessibility": ANYONE,
    "set_language": ANYONE,
    # What a published version shows; what is not published does not exist for the public (404).
    "reports:start": ANYONE,
    "reports:figures": ANYONE,
    "reports:figure": ANYONE,
    "reports:reports": ANYONE,
    "reports:report": ANYONE,
    "reports:download": ANYONE,
    "reports:chart": ANYONE,
    "reports:progress": PROGRAMME,
}
