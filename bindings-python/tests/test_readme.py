"""The README's examples print what they say."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import Any

README = Path(__file__).parents[1] / "README.md"


def test_examples_print_what_they_say() -> None:
    scope: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(block, str(README), "exec"), scope)
        said = [line.split("  # ", 1)[1] for line in block.splitlines() if line.startswith("print(") and "  # " in line]
        assert printed.getvalue().splitlines() == said


def test_the_modules_own_example() -> None:
    import doctest

    import crm_core

    assert doctest.testmod(crm_core).failed == 0
