"""Every address of the site by its name, with made-up arguments."""

from datetime import date

from django.urls import URLResolver, get_resolver, reverse

MADE_UP = {
    "UUIDConverter": "00000000-0000-4000-8000-000000000001",
    "IntConverter": 1,
    "StringConverter": "x",
    "SlugConverter": "x",
    "DayConverter": date(2026, 11, 24),
}
BY_EXPRESSION = {
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
}


def addresses(resolver=None, space="", before=()) -> dict[str, str]:
    """Whoever is refused is refused before anybody looks whether the row exists."""
    found = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        converters = [*before, *getattr(pattern.pattern, "converters", {}).items()]
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found |= addresses(pattern, inner, converters)
        else:
            name = f"{space}{pattern.name}"
            made_up = {key: MADE_UP[type(value).__name__] for key, value in converters}
            found[name] = reverse(name, kwargs=BY_EXPRESSION.get(name, made_up))
    return found
