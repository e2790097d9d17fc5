"""Measures what Python adds to Rust: one decision, and a replay from an Arrow table.

    python bindings-python/bench/bench.py [EVENTS.ndjson]

The events are a line of JSON each, such as `cargo run --release -p crm-examples --bin journey_events` prints; without a file only decisions
are measured. Exits with 1 where a figure is over its bound. Figures mean something with the package as it is released: in a clone,
`maturin develop --release --manifest-path bindings-python/Cargo.toml` first, since tests build it without optimisations.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

from crm_core import Engine, _core

PROGRAM = Path(__file__).parents[2] / "examples" / "programs" / "yueyiku.json"
AT = datetime(2026, 3, 1, 10, tzinfo=timezone.utc)
EVENT: dict[str, Any] = {
    "id": "e-1",
    "type": "order.paid",
    "at": AT,
    "channel": "pos",
    "data": {"order_id": "o-1", "amount": Decimal("428.00")},
    "lines": [{"sku": "S1", "category": "suit", "quantity": Decimal(1), "amount": Decimal("428.00")}],
}
SMALL: dict[str, Any] = {
    "version": 1,
    "name": "small",
    "currency": "CNY",
    "zone": "Asia/Shanghai",
    "metrics": {"orders": {"aggregate": "count", "event": "order.paid", "window": {"last": "90d"}}},
    "segments": {"regulars": {"when": "metric.orders >= 1"}},
}


TIMES, REPEATS = 20, 400


def nanoseconds(call: Callable[[], object]) -> float:
    """What a call takes where nothing else is in its way: the least of many short runs."""

    def once() -> float:
        start = time.perf_counter_ns()
        for _ in range(TIMES):
            call()
        return (time.perf_counter_ns() - start) / TIMES

    return min(once() for _ in range(REPEATS))


def decisions(name: str, engine: Engine) -> bool:
    text = json.dumps(EVENT, default=lambda value: value.isoformat() if isinstance(value, datetime) else str(value))
    member = engine.member("m-1")
    floors = [_core._measure_decide(engine, text, TIMES) for _ in range(REPEATS)]
    typed, json_floor = (min(floor[index] for floor in floors) for index in (0, 1))
    as_json = nanoseconds(lambda: engine.call_json(member, "decide", text, "2026-03-01T10:00:00Z"))
    native = nanoseconds(lambda: engine.decide(member, EVENT, AT))
    print(f"{name}: one decision, ns")
    print(f"  Rust, typed                {typed:>9.0f}")
    print(f"  Rust, JSON text            {json_floor:>9.0f}")
    print(f"  Python, JSON text          {as_json:>9.0f}   {as_json - json_floor:+.0f} over Rust, at most 1000")
    print(f"  Python, native values      {native:>9.0f}   {native - typed:+.0f} over Rust, at most 8000; {native - json_floor:+.0f} over JSON text")
    return as_json - json_floor <= 1_000 and native - typed <= 8_000


def table(file: Path) -> Any:
    """The events as a table: a line's fields in structs, amounts as decimals, times as timestamps."""
    import pyarrow as pa

    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    exact = {"amount", "quantity", "discount", "coupon", "price", "list_price"}

    def fields(values: dict[str, Any]) -> dict[str, Any]:
        return {key: Decimal(value) if key in exact else value for key, value in values.items()}

    rows = [
        {
            **event,
            "at": datetime.fromisoformat(event["at"]),
            "data": fields(event.get("data", {})),
            "lines": [fields(line) for line in event.get("lines", [])],
        }
        for event in lines
    ]
    found = pa.Table.from_pylist(rows)
    print(f"{found.num_rows} events, {found.nbytes / 1e6:.0f} MB: {', '.join(map(str, found.schema.field('lines').type.value_type))}")
    return found


def replays(file: Path) -> bool:
    engine, events = Engine(PROGRAM.read_bytes()), table(file)
    until = max(events["at"].to_pylist())
    rust, python = [], []
    for _ in range(3):
        rust.append(_core._measure_replay(engine, events, until)[0])
        start = time.perf_counter()
        engine.replay(events, until)
        python.append(time.perf_counter() - start)
    ratio = min(python) / min(rust)
    print(f"replay: Rust {min(rust):.2f} s, Python from an Arrow table {min(python):.2f} s, {ratio:.2f} times, at most 1.3")
    return ratio <= 1.3


def main() -> int:
    good = [decisions("a small program", Engine(SMALL)), decisions("a fashion chain's program", Engine(PROGRAM.read_bytes()))]
    good += [replays(Path(file)) for file in sys.argv[1:]]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
