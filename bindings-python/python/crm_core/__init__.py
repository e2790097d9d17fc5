"""An embeddable CRM core for retail: a merchant's policy as data, and what it means for each member.

>>> from crm_core import Engine
>>> engine = Engine({
...     "version": 1, "name": "shop", "currency": "CNY", "zone": "Asia/Shanghai",
...     "metrics": {"orders": {"aggregate": "count", "event": "order.paid", "window": {"last": "90d"}}},
...     "segments": {"regulars": {"when": "metric.orders >= 2"}},
... })
>>> member = engine.member("m-1")
>>> paid = {"id": "e-1", "type": "order.paid", "at": "2026-03-01T10:00:00Z", "data": {"order_id": "o-1", "amount": "428.00"}}
>>> [effect["effect"] for effect in engine.handle(member, paid)["effects"]]
['event.accepted']
>>> engine.explain(member, {"segment": "regulars"}, "2026-03-01T10:00:00Z")["segment"]["rule"]["gap"]["params"]["gap"]
'1'
"""

from __future__ import annotations

from . import types
from ._core import (
    SEMANTICS_VERSION,
    VERSION,
    Engine,
    Member,
    Program,
    Replay,
    Rule,
    Table,
    codes,
    coupon_codes,
    message,
    verbs,
)
from ._errors import CrmError, InputError, InternalError, ProgramError, RuleError

__version__ = VERSION

__all__ = [
    "SEMANTICS_VERSION",
    "CrmError",
    "Engine",
    "InputError",
    "InternalError",
    "Member",
    "Program",
    "ProgramError",
    "Replay",
    "Rule",
    "RuleError",
    "Table",
    "__version__",
    "codes",
    "coupon_codes",
    "message",
    "types",
    "verbs",
]
