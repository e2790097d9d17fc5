"""Tags a customer and explains the tag."""

from datetime import datetime, timezone
from pathlib import Path

from crm_core import Engine

engine = Engine((Path(__file__).parent / "../shared/boutique.json").read_bytes())
member = engine.member("m-1")

for number, hour in enumerate([2, 10, 12], 1):
    at = datetime(2026, 3, 1, hour, tzinfo=timezone.utc)
    viewed = {"id": f"e-{number}", "type": "product.viewed", "at": at, "data": {"sku": "S1", "category": "suit"}}
    for effect in engine.handle(member, viewed)["effects"]:
        if effect["effect"] == "tag.gained":
            for because in effect.get("why", []):
                print(f"{member.id} is {effect['value']}: {because['condition']}, found {because.get('actual')}")

now = datetime(2026, 3, 2, tzinfo=timezone.utc)
answer = engine.explain(member, {"segment": "regulars"}, now)
if "segment" in answer:
    rule = answer["segment"]["rule"]
    gap = rule.get("gap")
    more = gap.get("params", {}).get("gap") if gap else 0
    print(f"{member.id} is no regular yet: {rule['condition']}, {more} more")

due = engine.next_due(member)
print(f"without another visit something changes at {due:%Y-%m-%dT%H:%M:%SZ}" if due else "nothing changes by itself")
