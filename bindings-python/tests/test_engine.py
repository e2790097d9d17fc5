"""The package as users meet it: what goes in, what comes out, what goes wrong."""

from __future__ import annotations

import copy
import json
import pickle
import threading
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import crm_core
import pytest
from crm_core import CrmError, Engine, InputError, InternalError, Program, ProgramError, Rule, RuleError

NOW = datetime(2026, 3, 1, 10, tzinfo=timezone.utc)
PROGRAM: dict[str, Any] = {
    "version": 1,
    "name": "shop",
    "currency": "CNY",
    "zone": "Asia/Shanghai",
    "profile": {
        "birthday": {"type": "date", "optional": True},
        "score": {"type": "int", "optional": True},
        "rate": {"type": "decimal", "optional": True},
        "wallet": {"type": "money", "optional": True},
    },
    "metrics": {
        "orders": {"aggregate": "count", "event": "order.paid", "window": {"last": "90d"}},
        "spend": {"aggregate": "sum", "event": "order.paid", "field": "amount"},
    },
    "segments": {"regulars": {"when": "metric.orders >= 2"}},
    "tags": {"value": {"kind": "single", "tags": [{"value": "high", "when": "metric.spend >= 1000"}, {"value": "low", "when": "metric.orders >= 1"}]}},
}


def paid(number: int, amount: object, at: object = NOW) -> dict[str, Any]:
    return {"id": f"e-{number}", "type": "order.paid", "at": at, "data": {"order_id": f"o-{number}", "amount": amount}}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(PROGRAM)


def test_values_come_out_as_pythons_own(engine: Engine) -> None:
    member = engine.member("m-1")
    decision = engine.handle(member, paid(1, Decimal("428.00")), NOW)
    assert decision["effects"][0]["at"] == NOW and decision["effects"][0]["at"].tzinfo is not None
    view = engine.view(member, NOW)
    assert view["metrics"]["spend"] == Decimal("428.00") and isinstance(view["metrics"]["spend"], Decimal)
    assert str(view["metrics"]["spend"]) == "428.00"
    assert view["now"] == NOW
    assert engine.next_due(member) == NOW + timedelta(days=90)
    assert engine.next_due(engine.member("m-2")) is None
    changed = {"id": "p-1", "type": "profile.changed", "at": NOW, "data": {"birthday": date(2000, 2, 29)}}
    engine.handle(member, changed)
    assert engine.view(member, NOW)["profile"]["birthday"]["value"] == date(2000, 2, 29)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rate", Decimal("0.1")),
        ("rate", Decimal("9E+27")),
        ("rate", Decimal("1E-28")),
        ("rate", Decimal("7.9228162514264337593543950335")),
        ("wallet", Decimal("1234567890123456.78")),
        ("wallet", Decimal("92233720368547758.07")),
        ("score", 2**53 + 1),
        ("score", 2**63 - 1),
        ("score", -(2**63)),
    ],
)
def test_numbers_survive_a_round_trip(engine: Engine, field: str, value: object) -> None:
    member = engine.member("m-1")
    engine.handle(member, {"id": "p-1", "type": "profile.changed", "at": NOW, "data": {field: value}})
    found = engine.view(member, NOW)["profile"][field]["value"]
    assert found == value and type(found) is type(value)
    restored = engine.restore(engine.snapshot(member))
    assert engine.view(restored, NOW)["profile"][field]["value"] == value


def test_dict_text_and_bytes_say_the_same(engine: Engine) -> None:
    event = paid(1, "428.00", NOW.isoformat())
    spellings: list[Any] = [event, json.dumps(event), json.dumps(event).encode(), bytearray(json.dumps(event), "utf-8")]
    decisions = [engine.decide(engine.member("m-1"), spelling, NOW) for spelling in spellings]
    assert all(decision == decisions[0] for decision in decisions)
    text = engine.call_json(engine.member("m-1"), "decide", event, "2026-03-01T18:00:00+08:00")
    assert json.loads(text)["effects"][0]["event"]["data"]["amount"] == "428.00"


class Later(datetime):
    """Another library's kind of `datetime`."""


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("score", 7, 7),
        ("score", True, True),
        ("score", 2**63, 2**63),
        ("score", None, None),
        ("rate", Decimal("1.50"), "1.50"),
        ("rate", Decimal("1E+3"), "1000"),
        ("rate", 3, 3),
        ("birthday", date(2000, 2, 29), "2000-02-29"),
        ("birthday", datetime(2000, 2, 29, tzinfo=timezone.utc), "2000-02-29T00:00:00Z"),
        ("seen", NOW.replace(microsecond=1_000), "2026-03-01T10:00:00.001Z"),
        ("seen", NOW.astimezone(timezone(timedelta(hours=5, minutes=45, seconds=30))), "2026-03-01T10:00:00Z"),
        ("seen", Later(2026, 3, 1, 10, tzinfo=timezone.utc), "2026-03-01T10:00:00Z"),
        ("seen", datetime(2026, 3, 1, 10), "2026-03-01T10:00:00"),
        ("seen", datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))), "0001-01-01T00:00:00+01:00"),
        ("styles", ["b", "a", "b"], ["a", "b"]),
        ("styles", {"a"}, ["a"]),
        ("styles", ("a", "b"), ["a", "b"]),
        ("note", NOW, "2026-03-01T10:00:00Z"),
        ("note", "数🍃", "数🍃"),
        ("unknown", "1", "1"),
    ],
)
def test_a_dict_means_what_its_text_means(field: str, value: object, text: object) -> None:
    declared = {"seen": {"type": "instant", "optional": True}, "styles": {"type": "set", "optional": True}, "note": {"type": "text", "optional": True}}
    engine = Engine({**PROGRAM, "profile": {**PROGRAM["profile"], **declared}})
    event = {"id": "p-1", "type": "profile.changed", "at": NOW, "data": {field: value}, "lines": []}
    written = json.dumps({**event, "at": NOW.isoformat(), "data": {field: text}})
    assert outcome(engine, event) == outcome(engine, written)


def outcome(engine: Engine, event: Any) -> object:
    try:
        return engine.decide(engine.member("m-1"), event, NOW)
    except InputError as error:
        return error.details


def test_a_zone_is_needed_and_any_will_do(engine: Engine) -> None:
    shanghai = timezone(timedelta(hours=8))
    decision = engine.decide(engine.member("m-1"), paid(1, "1", NOW.astimezone(shanghai)), NOW.astimezone(shanghai))
    assert decision["effects"][0]["at"] == NOW
    with pytest.raises(InputError) as naive:
        engine.decide(engine.member("m-1"), paid(1, "1"), datetime(2026, 3, 1, 10))
    assert (naive.value.code, naive.value.path) == ("invalid_time", "/now")


def test_deciding_changes_nothing_and_effects_fold(engine: Engine) -> None:
    member, twin = engine.member("m-1"), engine.member("m-1")
    decision = engine.decide(member, paid(1, "2000"), NOW)
    assert engine.snapshot(member) == engine.snapshot(twin)
    engine.apply(member, decision["effects"])
    for effect in decision["effects"]:
        engine.apply(twin, effect)
    assert engine.snapshot(member) == engine.snapshot(twin) == engine.snapshot(copy.copy(twin))
    assert [tag["value"] for tag in engine.view(member, NOW)["tags"]["value"]] == ["high"]


def test_a_refusal_is_a_value(engine: Engine) -> None:
    decision = engine.decide(engine.member("m-1"), paid(1, "1", NOW + timedelta(days=1)), NOW)
    refusal = decision["refusals"][0]
    assert refusal["code"] == "event_in_future"
    assert crm_core.message(refusal, "zh") != crm_core.message(refusal, "en")


@pytest.mark.parametrize(
    ("event", "code", "path"),
    [
        (paid(1, 428.5), "wrong_type", "/data/amount"),
        (paid(1, Decimal("NaN")), "wrong_type", "/data/amount"),
        (paid(1, float("inf")), "wrong_type", "/data/amount"),
        (paid(1, object()), "wrong_type", "/data/amount"),
        (paid(1, "4,28"), "invalid_number", "/data/amount"),
        ({**paid(1, "1"), "chanel": "pos"}, "unknown_key", "/chanel"),
        ("{", "invalid_json", ""),
        (b"\xff", "invalid_json", ""),
        ({1: 2}, "wrong_type", ""),
    ],
)
def test_malformed_input_is_an_error_with_its_place(engine: Engine, event: Any, code: str, path: str) -> None:
    with pytest.raises(InputError) as raised:
        engine.decide(engine.member("m-1"), event, NOW)
    error = raised.value
    assert (error.code, error.path) == (code, path), error.message
    assert isinstance(error, CrmError) and error.details[0]["code"] == code and error.message == str(error)
    again = pickle.loads(pickle.dumps(error))
    assert (again.code, again.message, again.details, again.path) == (code, error.message, error.details, path)


def test_an_object_that_holds_itself_is_an_error(engine: Engine) -> None:
    event = paid(1, "1")
    event["data"]["self"] = event
    with pytest.raises(InputError) as raised:
        engine.decide(engine.member("m-1"), event, NOW)
    assert raised.value.code == "limit_exceeded"


def test_a_bad_program_gives_every_finding() -> None:
    bad = {**PROGRAM, "curency": "CNY", "segments": {"regulars": {"when": "metric.order >= 2"}}}
    with pytest.raises(ProgramError) as raised:
        Engine(bad)
    found = {(finding["code"], finding["pointer"]): finding for finding in raised.value.details}
    assert found["unknown_key", "/curency"]["suggestion"] == "currency"
    assert len(Program.check(bad)) >= 1 and Program.check(PROGRAM) is not None


def test_a_program_is_a_value(engine: Engine) -> None:
    program = engine.program
    assert program.name == "shop" and Engine(program).program.to_json() == program.to_json()
    assert program.to_dict()["segments"]["regulars"]["when"] == "metric.orders >= 2"


def test_a_rule_on_its_own() -> None:
    schema = {"currency": "CNY", "zone": "Asia/Shanghai", "fields": {"spend": {"type": "money"}, "style": {"type": "set"}}}
    rule = Rule(schema, 'spend >= 100 && "suit" in style')
    assert rule.holds({"spend": Decimal("100"), "style": {"suit"}}, NOW)
    explanation = rule.explain({"spend": Decimal("99.50"), "style": []}, NOW)
    gap = explanation["parts"][0]["gap"]
    assert gap is not None and gap["params"]["gap"] == "0.50"
    assert Rule(schema, rule.tree).text == rule.text == str(rule)
    with pytest.raises(RuleError) as raised:
        rule.holds({"spend": "100"}, NOW)
    assert raised.value.code == "missing_key"


def test_a_panic_is_an_error_like_others() -> None:
    with pytest.raises(InternalError) as raised:
        crm_core._core._panic_for_test()
    assert raised.value.code == "INTERNAL" and isinstance(raised.value, Exception)


def test_codes_and_verbs() -> None:
    codes = crm_core.codes()
    assert len({entry["code"] for entry in codes}) == len(codes) > 50
    assert {"decide", "handle", "apply", "advance", "next_due", "view", "explain"} <= set(crm_core.verbs())
    for verb in crm_core.verbs():
        assert hasattr(Engine, verb), f"the engine has no method `{verb}`"


def test_codes_of_coupons_without_a_program() -> None:
    key = {"number": 2, "secret": "sixteen bytes or more"}
    signed = crm_core.coupon_codes({"sign": {"template": "spring", "prefix": "SP", "key": key, "count": 1, "until": date(2026, 11, 30)}})
    question = {"template": "spring", "prefix": "SP", "keys": [key], "code": signed["codes"][0].lower()}
    till = crm_core.coupon_codes({"verify": {**question, "today": date(2026, 11, 30)}})
    assert till["signed"] == {"key": 2, "serial": 0, "until": date(2026, 11, 30)}
    late = crm_core.coupon_codes({"verify": {**question, "today": "2026-12-01"}})
    assert late["refusals"][0]["code"] == "code_ended"
    with pytest.raises(InputError) as raised:
        crm_core.coupon_codes({"make": {"pattern": {"pattern": "####"}, "seed": "short", "count": 1}})
    assert raised.value.path == "/make/seed"


def test_threads_share_an_engine(engine: Engine) -> None:
    failures: list[BaseException] = []
    expected = live(engine)

    def run() -> None:
        try:
            for _ in range(20):
                assert live(engine) == expected
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not failures


def live(engine: Engine) -> str:
    member = engine.member("m-1")
    for number in range(5):
        engine.handle(member, paid(number, "300", NOW + timedelta(days=number)))
    return engine.snapshot(member)
