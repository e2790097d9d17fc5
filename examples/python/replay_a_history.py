"""Replays a history and shows who everybody became."""

from datetime import datetime, timezone
from pathlib import Path

from crm_core import Engine

shared = Path(__file__).parent / "../shared"
engine = Engine((shared / "boutique.json").read_bytes())
until = datetime(2026, 4, 1, tzinfo=timezone.utc)

replay = engine.replay((shared / "history.ndjson").read_bytes(), until)

print(f"{replay.report['inputs']} inputs, {len(replay)} members")
for name, count in sorted(replay.report["effects"].items()):
    print(f"{name}: {count}")
for id in replay.ids:
    view = engine.view(replay.member(id), until)
    tags = [tag["value"] for held in view["tags"].values() for tag in held]
    print(f"{id}: tags [{', '.join(tags)}], segments [{', '.join(view['segments'])}], spend {view['metrics']['spend']}")
