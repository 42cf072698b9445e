"""A message of a check: its number names it in the documentation and in the tests."""

from collections.abc import Iterator

from django.core import checks

Messages = Iterator[checks.CheckMessage]


def error(number: int, message: str, hint: str) -> checks.Error:
    return checks.Error(message, hint=hint, id=f"portevoix.E{number:03}")


def critical(number: int, message: str, hint: str) -> checks.Critical:
    return checks.Critical(message, hint=hint, id=f"portevoix.C{number:03}")


def warning(number: int, message: str, hint: str) -> checks.Warning:
    return checks.Warning(message, hint=hint, id=f"portevoix.W{number:03}")
