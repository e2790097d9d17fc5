// The same package for `import`: one set of classes, whichever way it is loaded.

import crm from "./index.cjs";

export const {
  Program, Engine, Member, CrmError, ProgramError, InputError, InternalError, message, codes, parse, stringify,
} = crm;
