"use strict";
// The classes of errors. A refusal is no error: it is a decision's `refusals`.

/** What every error of this package is: `code`, `path` and all findings in `details`. */
class CrmError extends Error {
  constructor(message, details = []) {
    super(message);
    const first = details.find((finding) => finding.severity === "error") ?? details[0];
    this.code = first?.code ?? "INTERNAL";
    this.path = first?.pointer ?? "";
    this.details = details;
  }

  get name() {
    return this.constructor.name;
  }
}

/** A program that cannot be used: everything found, at once. */
class ProgramError extends CrmError {}

/** A malformed event, command, effect, snapshot, question or instant. */
class InputError extends CrmError {}

/** A rule that cannot be used. */
class RuleError extends CrmError {}

/** A fault in the core itself. */
class InternalError extends CrmError {}

const CLASSES = { ProgramError, InputError, RuleError, InternalError };

/** The error for what the native half threw: its own say all in one JSON text; others are about arguments that are no text at all. */
function raised(thrown) {
  if (thrown instanceof CrmError || thrown instanceof TypeError) return thrown;
  if (thrown?.code !== "GenericFailure") return new TypeError(thrown?.message, { cause: thrown });
  try {
    const { class: name, message, details } = JSON.parse(thrown.message);
    return new CLASSES[name](message, details);
  } catch {
    return new InternalError(thrown.message);
  }
}

module.exports = { CrmError, ...CLASSES, raised };
