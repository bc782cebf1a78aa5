from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Parts that know Django and know no homes: the look, forms, dates, files."""

    name = "pact.common"
    label = "common"
