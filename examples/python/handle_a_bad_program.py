"""Handles a program that says what it does not mean: everything wrong at once, each with its place."""

from pathlib import Path

from crm_core import Engine, ProgramError, message

try:
    Engine((Path(__file__).parent / "../shared/bad.json").read_bytes())
except ProgramError as error:
    for finding in error.details:
        print(f"{finding['pointer']}: {message(finding)} [{finding['code']}]")
        if suggestion := finding.get("suggestion"):
            print(f"  did you mean {suggestion}?")
    print(f"{len(error.details)} findings, the first is {error.code} at {error.path}")
