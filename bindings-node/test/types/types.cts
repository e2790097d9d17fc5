// The same types for `require`.

import crm = require("crm-core");

const engine: crm.Engine = new crm.Engine("{}");
const decision: crm.Decision = engine.decide(engine.member("m-1"), "{}");
// @ts-expect-error: a decision has effects, not an effect
decision.effect;

export = decision;
