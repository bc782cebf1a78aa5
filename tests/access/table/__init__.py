"""Who gets in where: a module a feature, each with its ``DOORS``."""

import importlib
import pkgutil

from tests.access.door import Door


def every_door() -> list[Door]:
    doors = []
    for module in pkgutil.iter_modules(__path__):
        doors += importlib.import_module(f"{__name__}.{module.name}").DOORS
    return doors
