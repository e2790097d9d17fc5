"""Histories as tables, dicts and lines of JSON: the same answer, and tables out."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from crm_core import Engine, InputError, Member

START = datetime(2026, 1, 1, tzinfo=timezone.utc)
UNTIL = datetime(2026, 6, 1, tzinfo=timezone.utc)
ENGINE = Engine(
    {
        "version": 1,
        "name": "shop",
        "currency": "CNY",
        "zone": "Asia/Shanghai",
        "metrics": {
            "orders": {"aggregate": "count", "event": "order.paid", "window": {"last": "30d"}},
            "spend": {"aggregate": "sum", "event": "order.paid", "field": "amount"},
        },
        "segments": {"regulars": {"when": "metric.orders >= 2"}, "big": {"when": "metric.spend >= 500"}},
    }
)


def events(count: int = 200) -> list[dict[str, Any]]:
    def event(number: int) -> dict[str, Any]:
        return {
            "id": f"e-{number}",
            "type": "order.paid" if number % 3 else "store.visited",
            "at": START + timedelta(hours=7 * number),
            "member": f"m-{number % 7}",
            "channel": "pos",
            **({"data": {"order_id": f"o-{number}", "amount": Decimal(number) + Decimal("0.10")}} if number % 3 else {}),
            **({"lines": [{"sku": f"S{number}", "category": "suit", "amount": Decimal(number)}]} if number % 3 == 1 else {}),
        }

    return [event(number) for number in range(count)]


LINE = pa.struct([("sku", pa.string()), ("category", pa.dictionary(pa.int32(), pa.string())), ("amount", pa.decimal128(18, 2))])
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("type", pa.dictionary(pa.int8(), pa.string())),
        ("at", pa.timestamp("us", tz="UTC")),
        ("member", pa.string()),
        ("channel", pa.string()),
        ("data", pa.struct([("order_id", pa.large_string()), ("amount", pa.decimal128(18, 2))])),
        ("lines", pa.list_(LINE)),
    ]
)


def table(count: int = 200) -> pa.Table:
    return pa.Table.from_pylist(events(count), schema=SCHEMA)


def result(replay: Any) -> tuple[Any, ...]:
    snapshots = pa.table(replay.snapshots()).to_pydict()
    return replay.report, snapshots, pa.table(replay.effects).to_pydict()


def live() -> dict[str, str]:
    members: dict[str, Member] = {}
    for event in events():
        member = members.setdefault(event["member"], ENGINE.member(event["member"]))
        ENGINE.handle(member, event)
    for member in members.values():
        ENGINE.apply(member, ENGINE.advance(member, UNTIL)["effects"])
    return {name: ENGINE.snapshot(member) for name, member in members.items()}


def lines() -> str:
    return "\n".join(json.dumps(event, default=lambda value: value.isoformat() if isinstance(value, datetime) else str(value)) for event in events())


def columns() -> pa.Table:
    """Fields in columns of their own, times as text."""
    flat = table().flatten()
    renamed = flat.rename_columns([name.removeprefix("data.") for name in flat.column_names])
    times = pa.array([event["at"].isoformat() for event in events()])
    return renamed.set_column(renamed.column_names.index("at"), "at", times)


def stream() -> Iterator[pa.RecordBatch]:
    yield from table().to_batches(max_chunksize=13)


@pytest.mark.parametrize(
    "source",
    [table, lambda: table().to_reader(7), lambda: table().combine_chunks().to_batches()[0], stream, columns, events, lambda: iter(events()), lines, lambda: lines().encode()],
    ids=["table", "reader", "batch", "iterator of batches", "flat columns", "dicts", "iterator of dicts", "lines", "bytes"],
)
def test_every_source_replays_to_the_life_that_was_lived(source: Any) -> None:
    replay = ENGINE.replay(source(), UNTIL, effects=True)
    assert result(replay) == result(ENGINE.replay(events(), UNTIL, effects=True))
    snapshots = pa.table(replay.snapshots()).to_pydict()
    assert dict(zip(snapshots["member"], snapshots["snapshot"], strict=True)) == live()
    assert replay.report["inputs"] == 200 and len(replay) == 7 and replay.ids == [f"m-{number}" for number in range(7)]


def test_effects_are_a_table() -> None:
    replay = ENGINE.replay(table(), UNTIL, effects=["segment.entered", "segment.left"])
    effects = pa.table(replay.effects)
    assert effects.column_names == ["member", "effect", "document", "at"] == replay.effects.columns
    assert effects.schema.field("at").type == pa.timestamp("us", tz="UTC")
    assert set(effects["effect"].to_pylist()) == {"segment.entered", "segment.left"}
    assert effects.num_rows == len(replay.effects) == sum(replay.report["effects"][name] for name in ("segment.entered", "segment.left"))
    first = json.loads(effects["document"][0].as_py())
    assert first["segment"] in ("regulars", "big")
    views = pa.table(replay.views(UNTIL))
    assert json.loads(views["view"][0].as_py())["id"] == "m-0"


def test_it_runs_inside_map_in_arrow() -> None:
    """Spark's `mapInArrow` hands over an iterator of batches and wants one back."""

    def replayed(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        yield from pa.table(ENGINE.replay(batches, UNTIL, effects="segment.entered").effects).to_batches()

    whole = ENGINE.replay(table(), UNTIL, effects="segment.entered")
    assert pa.Table.from_batches(replayed(stream())).to_pydict() == pa.table(whole.effects).to_pydict()


@pytest.mark.parametrize(
    ("source", "code", "path"),
    [
        (lambda: table().set_column(2, "at", pa.array([1.5] * 200)), "wrong_type", "/0/at"),
        (lambda: table().set_column(2, "at", table()["at"].cast(pa.timestamp("us"))), "wrong_type", "/0/at"),
        (lambda: table().drop_columns(["id"]), "missing_key", "/0"),
        (lambda: table().drop_columns(["member"]), "missing_key", "/0"),
        (lambda: [*events(3), {**events(1)[0], "typ": 1}], "unknown_key", "/3/typ"),
        (lambda: lines() + "\n{", "invalid_json", "/200"),
    ],
)
def test_what_is_malformed_is_found_with_its_place(source: Any, code: str, path: str) -> None:
    with pytest.raises(InputError) as raised:
        ENGINE.replay(source(), UNTIL)
    assert (raised.value.code, raised.value.path) == (code, path), raised.value.message


def test_an_error_of_the_source_is_the_callers_own() -> None:
    def broken() -> Iterator[dict[str, Any]]:
        yield events(1)[0]
        raise LookupError("the database is away")

    with pytest.raises(LookupError, match="the database is away"):
        ENGINE.replay(broken(), UNTIL)


def test_other_threads_run_during_a_replay() -> None:
    many, ticks, done = table(20_000), 0, threading.Event()

    def replay() -> None:
        try:
            ENGINE.replay(many, UNTIL)
        finally:
            done.set()

    thread = threading.Thread(target=replay)
    thread.start()
    while not done.is_set():
        ticks += 1
        done.wait(0.001)
    thread.join()
    assert ticks > 3


@pytest.mark.parametrize("library", ["polars", "pandas", "duckdb"])
def test_tables_of_other_libraries(library: str) -> None:
    module = pytest.importorskip(library)
    expected = result(ENGINE.replay(table(), UNTIL, effects=True))
    if library == "polars":
        replay = ENGINE.replay(module.from_arrow(table()), UNTIL, effects=True)
        assert module.DataFrame(replay.effects).height == len(replay.effects)
    elif library == "pandas":
        replay = ENGINE.replay(module.DataFrame({name: table().drop_columns(["lines", "data"])[name].to_pandas() for name in ("id", "at", "member")}).assign(type="store.visited"), UNTIL)
        assert replay.report["inputs"] == 200
        return
    else:
        source = table()
        replay = ENGINE.replay(module.sql("select * from source"), UNTIL, effects=True)
    assert result(replay) == expected
