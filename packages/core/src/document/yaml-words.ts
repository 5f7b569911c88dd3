import { mention } from "./shown-text.ts";

interface Words {
	readonly message: string;
	readonly hint: string;
}

interface Entry extends Omit<Words, "message"> {
	readonly sign: RegExp;
	/** Has … where the characters go that are meant. */
	readonly message: string;
}

const quoteIt = "Put the whole value in quotes.";

/** What the parser's messages mean; the first whose sign is in the message. */
const entries: readonly Entry[] = [
	{ sign: /^Tabs are not/u, message: "this line is indented with a tab", hint: "Indent with spaces." },
	{
		sign: /must end with|end with an? [\]}]/u,
		message: "a bracket opened above is not closed before this",
		hint: "Close the bracket, or indent the line deeper.",
	},
	{
		sign: /same column/u,
		message: "this line is indented like none of those above",
		hint: "Indent it like its neighbours.",
	},
	{
		sign: /without - indicator/u,
		message: "this line stands in a list without a dash",
		hint: "Write - before it, or indent it like the lines it belongs to.",
	},
	{ sign: /cannot start with/u, message: "a text without quotes cannot begin with …", hint: quoteIt },
	{
		sign: /escape sequence/u,
		message: "YAML does not know this escape",
		hint: "Write the backslash twice, or use single quotes.",
	},
	{ sign: /^Comments must/u, message: "there is no blank before this comment", hint: "Write a blank before #." },
	{
		sign: /^(?:Alias|Anchor) cannot be/u,
		message: "… has no name behind it",
		hint: "Write the name of an anchor, or put the value in quotes.",
	},
	{
		sign: /alias|anchor|Alias|Anchor/u,
		message: "the anchor or alias … cannot stand here",
		hint: "Write one anchor or one alias, and a blank behind it.",
	},
	{ sign: /tag/iu, message: "the tag … means nothing here", hint: "Remove the tag." },
	{
		sign: /block-seq-ind/u,
		message: "a list cannot begin on the line of its name",
		hint: "Begin it on the next line, or put the value in quotes.",
	},
	{ sign: /^Unexpected flow-\w+-end/u, message: "this … closes nothing", hint: "Remove it." },
	{
		sign: /header/u,
		message: "only a number, + or - may stand beside | or >",
		hint: "Begin the text on the next line.",
	},
	{ sign: /^Missing , /u, message: "there is no comma before this", hint: "Write a comma." },
	{
		sign: /^Missing space after/u,
		message: "there is no blank behind this colon",
		hint: "Write a blank behind the colon.",
	},
	{ sign: /^Unexpected (?:,|empty)/u, message: "this comma has nothing to separate", hint: "Remove it." },
	{
		sign: /within flow/u,
		message: "there are two colons before the next comma or bracket",
		hint: "Write a comma between the two fields.",
	},
	{ sign: /at node end|Unexpected scalar/u, message: "the value before this has already ended", hint: quoteIt },
	{
		sign: /[Ii]mplicit/u,
		message: "the name of a field stands on one line, with a colon behind it",
		hint: "Write a colon and a blank behind the name.",
	},
	{ sign: /directive/iu, message: "… is no directive that YAML knows, or no --- follows it", hint: "Remove the line." },
	{ sign: /compact mappings/u, message: "a field cannot begin behind another one on the same line", hint: quoteIt },
	{ sign: /^/u, message: "YAML cannot have … here", hint: quoteIt },
];

/** What is wrong, in our words. */
export function wordsFor(message: string, written: string): Words {
	const { message: words, hint } = entries.find(({ sign }) => sign.test(message)) ?? { message, hint: quoteIt };
	return {
		message: words.replace("…", () => mention(written.trim() === "" ? "what stands" : written.trim(), 30)),
		hint,
	};
}
