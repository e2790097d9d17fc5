"""What goes wrong, as exceptions of one tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .types import Diagnostic


class CrmError(Exception):
    """Something that the core was given is malformed.

    A refusal is no error: it is part of a decision.
    """

    code: str
    """The stable code of the first finding, such as ``unknown_key``; ``codes()`` lists them all."""
    message: str
    """Every finding in a sentence, a line each."""
    details: list[Diagnostic]
    """Every finding, with its place, parameters, help and suggestion."""
    path: str
    """The JSON pointer of the first finding, from the document's root."""

    def __init__(self, code: str, message: str, details: Sequence[Diagnostic] = (), path: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = list(details)
        self.path = path

    def __reduce__(self) -> tuple[type[CrmError], tuple[str, str, list[Diagnostic], str]]:
        return type(self), (self.code, self.message, self.details, self.path)


class ProgramError(CrmError):
    """A program cannot be used."""


class RuleError(CrmError):
    """A rule on its own, its fields or its facts cannot be used."""


class InputError(CrmError):
    """An input, a subject, a snapshot or another argument cannot be used. Nothing was decided and nothing changed."""


class InternalError(CrmError):
    """A fault of the library itself, with the code ``INTERNAL``. The member of the call may have changed: restore it from its snapshot."""
