"""Runs every conformance vector against the package's public API and prints the hash over all answers.

    python bindings-python/tests/conformance.py [tests/conformance]

Values are Python's own on both sides: what goes in is parsed JSON, with its times as `datetime` where the API takes one, and what comes out
is dicts with `Decimal`, `datetime` and `date`, which are written here as canonical JSON.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

from crm_core import CrmError, Engine, Program, Rule, coupon_codes

SUITE = Path(__file__).parents[2] / "tests" / "conformance"
STEP_KEYS = {
    "event": {"now", "context"},
    "command": {"now", "context"},
    "advance": set(),
    "next_due": set(),
    "view": set(),
    "metrics": set(),
    "explain": {"now"},
    "quote": {"now", "context"},
    "refund": {"now"},
    "snapshot": set(),
    "restore": set(),
    "check": set(),
    "coupon_codes": set(),
    "rule": {"facts", "now"},
}


def native(value: Any) -> Any:
    """A value of the core as JSON has it."""
    if isinstance(value, dict):
        return {key: native(item) for key, item in value.items()}
    if isinstance(value, list):
        return [native(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        assert value.tzinfo is not None, f"{value} has no zone"
        spec = "seconds" if value.microsecond == 0 else "milliseconds" if value.microsecond % 1000 == 0 else "microseconds"
        return value.astimezone(timezone.utc).replace(tzinfo=None).isoformat(timespec=spec) + "Z"
    if isinstance(value, date):
        return value.isoformat()
    assert value is None or isinstance(value, bool | int | str), f"{value!r} is no value of the core"
    return value


def canonical(value: Any) -> str:
    return json.dumps(native(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def instant(text: str) -> datetime | str:
    """The time as Python has it; as it stands where Python has none, so that the core says what is wrong."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text


class Failure(Exception):
    pass


class Life:
    """A member of a program, step by step."""

    def __init__(self, engine: Engine, member: Any) -> None:
        self.engine = engine
        if member is None:
            self.member = engine.member("m-1")
        elif set(member) == {"id"}:
            self.member = engine.member(member["id"])
        else:
            self.member = engine.restore(member)

    def step(self, verb: str, document: Any, step: dict[str, Any]) -> Any:
        engine, member = self.engine, self.member
        if verb in ("event", "command"):
            return self.input(document, step)
        if verb == "advance":
            now = instant(document)
            decision = engine.advance(member, now)
            engine.apply(member, decision["effects"])
            hold(not engine.advance(member, now)["effects"], f"after advancing to {now}, something is still due")
            return decision
        if verb == "next_due":
            return engine.next_due(member)
        if verb == "view":
            return engine.view(member, instant(document))
        if verb == "metrics":
            return engine.view(member, instant(document))["metrics"]
        if verb == "explain":
            return engine.explain(member, document, instant(step["now"]))
        if verb == "quote":
            return engine.quote(member, document, instant(step["now"]), step.get("context"))
        if verb == "refund":
            return engine.refund(member, document, instant(step["now"]))
        if verb == "snapshot":
            return json.loads(engine.snapshot(member))
        if verb == "restore":
            self.member = engine.restore(document)
            return json.loads(engine.snapshot(self.member))
        if verb == "check":
            return {"diagnostics": Program.check(document)}
        raise Failure(f"`{verb}` has no meaning in a file with a program")

    def input(self, document: Any, step: dict[str, Any]) -> Any:
        now = step.get("now")
        arguments = (document, None if now is None else instant(now), step.get("context"))
        before = self.engine.snapshot(self.member)
        decision = self.engine.decide(self.member, *arguments)
        hold(self.engine.snapshot(self.member) == before, "deciding changed the member")
        folded = self.engine.restore(before)
        self.engine.apply(folded, decision["effects"])
        handled = self.engine.handle(self.member, *arguments)
        hold(canonical(handled) == canonical(decision), "`handle` gives another decision than `decide`")
        hold(self.engine.snapshot(folded) == self.engine.snapshot(self.member), "the fold of the effects is not the live member")
        return decision

    def end(self) -> None:
        snapshot = self.engine.snapshot(self.member)
        hold(self.engine.snapshot(self.engine.restore(snapshot)) == snapshot, "the snapshot restores to another member")


class Rules:
    """Rules on their own."""

    def __init__(self, schema: Any) -> None:
        self.schema = schema

    def step(self, verb: str, document: Any, step: dict[str, Any]) -> Any:
        if verb != "rule":
            raise Failure(f"`{verb}` has no meaning in a file of rules")
        rule = Rule(self.schema, document)
        answer: dict[str, Any] = {"text": rule.text, "tree": rule.tree}
        hold(Rule(self.schema, rule.text).tree == rule.tree, "the rule's text reads back as another rule")
        hold(Rule(self.schema, rule.tree).text == rule.text, "the rule's tree reads back as another rule")
        if rule.warnings:
            answer["warnings"] = rule.warnings
        if "facts" in step:
            now = instant(step["now"])
            answer["holds"] = rule.holds(step["facts"], now)
            answer["explanation"] = rule.explain(step["facts"], now)
            hold(answer["holds"] == answer["explanation"]["holds"], "the explanation disagrees with the rule")
        return answer

    def end(self) -> None:
        pass


class Checks:
    """Programs are checked, nobody lives."""

    def step(self, verb: str, document: Any, step: dict[str, Any]) -> Any:
        if verb == "coupon_codes":
            return coupon_codes(document)
        if verb != "check":
            raise Failure(f"`{verb}` has no meaning in a file without a program")
        return {"diagnostics": Program.check(document)}

    def end(self) -> None:
        pass


def hold(law: bool, broken: str) -> None:
    if not law:
        raise Failure(f"broken law: {broken}")


def at(answer: Any, pointer: str) -> Any:
    for key in pointer.split("/")[1:]:
        key = key.replace("~1", "/").replace("~0", "~")
        try:
            answer = answer[int(key)] if isinstance(answer, list) else answer[key]
        except (KeyError, IndexError, TypeError, ValueError):
            return None
    return answer


def is_refused(answer: Any) -> bool:
    if not isinstance(answer, dict):
        return False
    if "diagnostics" in answer:
        return any(finding["severity"] == "error" for finding in answer["diagnostics"])
    return bool(answer.get("refusals"))


def compare(step: dict[str, Any], answer: Any) -> bool:
    """Holds an answer against what is expected; whether anything was."""
    if "expect" in step:
        if canonical(step["expect"]) != canonical(answer):
            raise Failure(f"expected {canonical(step['expect'])}\n    found    {canonical(answer)}")
    elif "expect_at" in step:
        for pointer, expected in step["expect_at"].items():
            if canonical(at(answer, pointer)) != canonical(expected):
                raise Failure(f"{pointer}: expected {canonical(expected)}, found {canonical(at(answer, pointer))}")
    elif is_refused(answer):
        raise Failure(f"a preparing step was turned down: {canonical(answer)}")
    return "expect" in step or "expect_at" in step


def verb_of(step: dict[str, Any]) -> str:
    verbs = [key for key in step if key in STEP_KEYS]
    if len(verbs) != 1:
        raise Failure(f"a step has one verb, not {verbs}")
    unknown = set(step) - {verbs[0], "note", "expect", "expect_at"} - STEP_KEYS[verbs[0]]
    if unknown:
        raise Failure(f"keys that are not understood: {sorted(unknown)}")
    return verbs[0]


def run_case(subject: Callable[[Any], Any], case: dict[str, Any]) -> Iterator[str]:
    """The canonical answers of a case."""
    unknown = set(case) - {"name", "about", "member", "steps"}
    if unknown:
        raise Failure(f"keys that are not understood: {sorted(unknown)}")
    life = subject(case.get("member"))
    expects = False
    for step in case["steps"]:
        verb = verb_of(step)
        try:
            answer = life.step(verb, step[verb], step)
        except CrmError as error:
            hold(error.code != "INTERNAL", error.message)
            hold(error.details[0]["code"] == error.code or error.code in {item["code"] for item in error.details}, "another code")
            answer = {"diagnostics": error.details}
        answer = native(answer)
        expects |= compare(step, answer)
        yield canonical(answer)
    life.end()
    if not expects:
        raise Failure("the case expects nothing")


def subject_of(file: Path, vector: dict[str, Any]) -> Callable[[Any], Any]:
    unknown = set(vector) - {"$schema", "name", "about", "program", "program_file", "schema", "cases"}
    if unknown:
        raise Failure(f"keys that are not understood: {sorted(unknown)}")
    if "program_file" in vector:
        engine = Engine((file.parent / vector["program_file"]).read_text(encoding="utf-8"))
        return lambda member: Life(engine, member)
    if "program" in vector:
        engine = Engine(vector["program"])
        return lambda member: Life(engine, member)
    if "schema" in vector:
        return lambda _: Rules(vector["schema"])
    return lambda _: Checks()


def main(suite: Path) -> int:
    index = json.loads((suite / "index.json").read_text(encoding="utf-8"))["files"]
    vectors = []
    for name, count in index.items():
        vector = json.loads((suite / name).read_text(encoding="utf-8"))
        if len(vector["cases"]) != count:
            print(f"{name} has {len(vector['cases'])} cases, the index says {count}")
            return 2
        vectors.append((suite / name, vector))
    digest, passed, failed = hashlib.sha256(), 0, 0
    for file, vector in sorted(vectors, key=lambda pair: pair[1]["name"]):
        subject = subject_of(file, vector)
        for case in vector["cases"]:
            try:
                for number, answer in enumerate(run_case(subject, case), 1):
                    digest.update(f"{vector['name']}\t{case['name']}\t{number}\t{answer}\n".encode())
                passed += 1
            except (Failure, CrmError) as failure:
                failed += 1
                print(f"✗ {vector['name']}: {case['name']}\n    {failure}")
    print(f"{passed} passed, {failed} failed")
    print(digest.hexdigest())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else SUITE))
