"""Prints the public surface that every language shares, as JSON: the codes, and the verbs, which are the engine's methods with a member as their first argument."""

import json

import crm_core

OTHERS = {"program", "member", "restore", "replay", "call_json"}

verbs = [name for name in dir(crm_core.Engine) if not name.startswith("_") and name not in OTHERS]
print(json.dumps({"codes": [entry["code"] for entry in crm_core.codes()], "verbs": verbs}))
