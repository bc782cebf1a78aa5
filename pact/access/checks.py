"""Checks at start: no URL without a stated need."""

from collections.abc import Iterator

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

LIBRARIES = ("allauth.", "django.views.static")


def views(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Every URL pattern of the site, however deep."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern)
        else:
            yield pattern


@register
def every_url_states_its_need(**_kwargs: object) -> list[CheckMessage]:
    return [
        Error(
            f"{pattern.callback.__module__}.{pattern.callback.__name__} states no need.",
            hint="Decorate the view with @needs(…) or @open_to_visitors.",
            id="pact.E001",
        )
        for pattern in views()
        if not hasattr(pattern.callback, "needs")
        and not pattern.callback.__module__.startswith(LIBRARIES)
    ]
