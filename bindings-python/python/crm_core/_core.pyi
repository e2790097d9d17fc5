"""The native part of the package. Dicts that come in may hold exact values or their text; JSON text and bytes do as well."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal, Protocol, TypeAlias, final

from .types import (
    Answer,
    Cart,
    CodeEntry,
    Context,
    CouponCodesAnswer,
    CouponCodesRequest,
    Decision,
    Diagnostic,
    Effect,
    Explanation,
    Input,
    Quote,
    RefundAnswer,
    RefundRequest,
    ReplayReport,
    Subject,
    Verb,
    View,
)
from .types import Program as ProgramDocument

VERSION: str
SEMANTICS_VERSION: int

_Document: TypeAlias = Mapping[str, Any] | str | bytes | bytearray
_Time: TypeAlias = datetime | str

class _Stream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

class _Batch(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

@final
class Program:
    """A merchant's policy that was read and found in order."""

    def __new__(cls, document: ProgramDocument | _Document) -> Program: ...
    @staticmethod
    def check(document: ProgramDocument | _Document) -> list[Diagnostic]:
        """Everything found in a document, warnings too; empty where it is in order."""

    @property
    def name(self) -> str: ...
    @property
    def warnings(self) -> list[Diagnostic]: ...
    def to_dict(self) -> ProgramDocument: ...
    def to_json(self) -> str: ...

@final
class Member:
    """A member: a value that only an engine changes. One thread at a time."""

    @property
    def id(self) -> str: ...
    def __copy__(self) -> Member: ...
    def __deepcopy__(self, _memo: object) -> Member: ...

@final
class Engine:
    """A compiled program. Immutable; threads may share it."""

    def __new__(cls, program: Program | ProgramDocument | _Document) -> Engine: ...
    @property
    def program(self) -> Program: ...
    def member(self, id: str) -> Member:
        """A member of whom nothing is known yet."""

    def restore(self, snapshot: _Document) -> Member:
        """The member of a snapshot, perhaps one of an older release or an older version of the program."""

    def snapshot(self, member: Member) -> str:
        """The member as canonical JSON text."""

    def decide(
        self, member: Member, input: Input | _Document, now: _Time | None = None, context: Context | _Document | None = None
    ) -> Decision:
        """Decides about an event or a command and changes nothing. An event's own time stands in for `now`."""

    def handle(
        self, member: Member, input: Input | _Document, now: _Time | None = None, context: Context | _Document | None = None
    ) -> Decision:
        """Decides about an event or a command and applies the effects in one step."""

    def apply(self, member: Member, effects: Effect | list[Effect] | list[Mapping[str, Any]] | _Document) -> None:
        """Applies an effect that was stored, or a list of them, in the order they were decided."""

    def advance(self, member: Member, now: _Time) -> Decision:
        """Decides what fell due up to now and changes nothing."""

    def next_due(self, member: Member) -> datetime | None:
        """When time alone can change something next, if ever."""

    def view(self, member: Member, now: _Time) -> View:
        """Everything known of the member."""

    def explain(self, member: Member, subject: Subject | _Document, now: _Time) -> Answer:
        """Why the member has something, or not, and how far it is."""

    def quote(
        self, member: Member, cart: Cart | _Document, now: _Time, context: Context | _Document | None = None
    ) -> Quote:
        """What a cart costs the member: prices, what applied, what did not and why. Nothing is changed."""

    def refund(self, member: Member, request: RefundRequest | _Document, now: _Time) -> RefundAnswer:
        """What is paid back for a return of an order, line by line, and why. Nothing is changed."""

    def call_json(
        self,
        member: Member,
        verb: Verb | str,
        document: object = None,
        now: _Time | None = None,
        context: Context | _Document | None = None,
    ) -> str:
        """Calls a verb by its name, with the answer as JSON text: the fastest way where both ends are JSON."""

    def replay(
        self,
        events: _Stream | _Batch | str | bytes | Iterable[Input | _Document | _Stream | _Batch],
        until: _Time,
        *,
        effects: bool | str | Iterable[str] | None = None,
    ) -> Replay:
        """Lives through events of many members in their order, and lets time pass to `until`.

        Events are an Arrow table, stream or batch of any library, an iterator of batches, dicts or JSON texts, or lines of JSON. `effects`
        names the effects to keep; True keeps all.
        """

@final
class Replay:
    """What a replay leaves."""

    @property
    def report(self) -> ReplayReport: ...
    @property
    def effects(self) -> Table:
        """The effects that were asked for: `member`, `effect`, `document` (JSON) and `at`."""

    @property
    def ids(self) -> list[str]: ...
    def member(self, id: str) -> Member: ...
    def snapshots(self) -> Table:
        """Every member's snapshot: `member` and `snapshot` (JSON)."""

    def views(self, now: _Time) -> Table:
        """Every member's view at `now`: `member` and `view` (JSON)."""

    def __len__(self) -> int: ...

@final
class Table:
    """A table that any library with Arrow's PyCapsule interface reads."""

    @property
    def columns(self) -> list[str]: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __len__(self) -> int: ...

@final
class Rule:
    """A condition over declared fields, without a program."""

    def __new__(cls, schema: _Document, rule: str | Mapping[str, Any]) -> Rule: ...
    @property
    def text(self) -> str: ...
    @property
    def tree(self) -> dict[str, Any]: ...
    @property
    def warnings(self) -> list[Diagnostic]: ...
    def holds(self, facts: _Document, now: _Time) -> bool: ...
    def explain(self, facts: _Document, now: _Time) -> Explanation: ...

def codes() -> list[CodeEntry]:
    """The table of codes: each with its group and its English and Chinese text."""

def coupon_codes(request: CouponCodesRequest | _Document) -> CouponCodesAnswer:
    """Makes, finds, signs or verifies codes of coupons. It needs neither a program nor a member: a till asks it offline."""

def verbs() -> list[str]:
    """The verbs that can be asked of an engine about a member."""

def message(reason: Mapping[str, Any], language: Literal["en", "zh"] = "en") -> str:
    """The sentence of a reason, a refusal or a finding."""

def _panic_for_test() -> None: ...
def _measure_decide(engine: Engine, event: str, times: int) -> tuple[int, int]: ...
def _measure_replay(engine: Engine, events: object, until: _Time) -> tuple[float, int]: ...
