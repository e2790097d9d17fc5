// The same package for `import`: one set of classes, whichever way it is loaded.

import crm from "./index.cjs";

export const {
  Program, Engine, Member, Rule, CrmError, ProgramError, InputError, RuleError, InternalError, message, codes, couponCodes, parse, stringify,
} = crm;
