"""Prints the public surface that every language shares, as JSON."""

import json

import crm_core

print(json.dumps({"codes": [entry["code"] for entry in crm_core.codes()], "verbs": crm_core.verbs()}))
