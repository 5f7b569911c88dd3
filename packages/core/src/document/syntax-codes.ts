import type { Severity } from "./finding.ts";

/** What can be wrong with a text before it is known to hold jobs. */
export const syntaxCodes = {
	"syntax.bare-word": { severity: "error", about: "A value stands without quotes, and is none that JSON knows." },
	"syntax.byte-order-mark": { severity: "warning", about: "The text begins with an invisible byte order mark." },
	"syntax.control-character": {
		severity: "error",
		about: "A quoted text contains a raw line break, tab or other control character.",
	},
	"syntax.duplicate-key": { severity: "error", about: "One object has the same field twice." },
	"syntax.empty": { severity: "error", about: "The text holds nothing." },
	"syntax.escape": { severity: "error", about: "A backslash is followed by a character that it cannot escape." },
	"syntax.full-width": { severity: "error", about: "A character only looks like the one that JSON needs." },
	"syntax.hash-comment": { severity: "error", about: "A comment begins with # instead of //." },
	"syntax.missing-colon": { severity: "error", about: "There is no colon between a field and its value." },
	"syntax.missing-comma": { severity: "error", about: "There is no comma between two fields or two values." },
	"syntax.missing-key": { severity: "error", about: "A value inside an object has no name." },
	"syntax.missing-value": { severity: "error", about: "A field has a name, but no value." },
	"syntax.not-a-job": { severity: "error", about: "The text is JSON, but no object or list of objects." },
	"syntax.not-json": { severity: "error", about: "The text is something other than JSON." },
	"syntax.not-utf-8": { severity: "error", about: "The bytes of the file are no text in UTF-8." },
	"syntax.number": { severity: "error", about: "A number is written in a way that JSON does not know." },
	"syntax.single-quotes": { severity: "error", about: "A text stands in single quotes or backticks." },
	"syntax.tab-indent": { severity: "error", about: "A line of YAML is indented with a tab." },
	"syntax.too-deep": { severity: "error", about: "Brackets are nested more than a hundred deep." },
	"syntax.too-large": { severity: "error", about: "The text is larger than 64 MiB, or 8 MiB of YAML." },
	"syntax.too-many": { severity: "error", about: "There are more mistakes than are listed." },
	"syntax.trailing-comma": { severity: "error", about: "A comma has nothing to separate." },
	"syntax.trailing-text": { severity: "error", about: "Something follows after the end of the value." },
	"syntax.unclosed": { severity: "error", about: "A bracket or a comment is opened, but never closed." },
	"syntax.unclosed-string": { severity: "error", about: "A quoted text has no closing quote." },
	"syntax.unescaped-quote": {
		severity: "error",
		about: "A quoted text contains a quote without a backslash before it.",
	},
	"syntax.unexpected-bracket": { severity: "error", about: "A closing bracket closes nothing, or not what is open." },
	"syntax.unopened": { severity: "error", about: "Fields or elements stand outside of any brackets." },
	"syntax.unquoted-key": { severity: "error", about: "The name of a field stands without quotes." },
	"syntax.yaml": { severity: "error", about: "The text is not valid YAML." },
} as const satisfies Readonly<Record<string, { readonly severity: Severity; readonly about: string }>>;

export type SyntaxCode = keyof typeof syntaxCodes;
