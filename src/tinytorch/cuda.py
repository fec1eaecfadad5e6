"""A browser has no graphics card that we can compute on."""


def is_available() -> bool:
    return False
