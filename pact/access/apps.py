from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "pact.access"

    def ready(self) -> None:
        from pact.access import checks  # noqa: F401 (a check registers by being imported)
