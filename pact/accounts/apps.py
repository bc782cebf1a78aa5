from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pact.accounts"

    def ready(self) -> None:
        from pact.accounts import checks  # a check registers by being imported

        checks.refuse_open_doors_in_service()
