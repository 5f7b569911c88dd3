import type { Finding } from "./finding.ts";
import type { Mistake } from "./mistakes.ts";
import type { SourceRange } from "./position.ts";
import { syntaxCodes } from "./syntax-codes.ts";

export function findingOf({ code, message, hint, fix }: Mistake, range: SourceRange): Finding {
	return {
		code,
		severity: syntaxCodes[code].severity,
		message,
		...(hint === undefined ? {} : { hint }),
		path: [],
		range,
		...(fix === undefined ? {} : { fix }),
	};
}
