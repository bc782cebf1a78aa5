"""The name a case goes by everywhere outside its own file."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without what is mistaken for something else when read aloud or typed over: 0 O 1 I L U."""

LENGTH = 6


def new_reference() -> str:
    """K- and six random characters: it tells nothing, not even how many went before."""
    return "K-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
