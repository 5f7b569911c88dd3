/** Who reads a text: nobody but Chronos and Mesos, a shell, or the program that gets it as a variable. */
export type Reader = "nobody" | "shell" | "program";

/** The part of a text that was to be replaced before the job was sent; undefined where it may have a meaning of its own. */
export function findPlaceholder(text: string, reader: Reader): string | undefined {
	if (!mayHavePlaceholder(text)) return undefined;
	const whole = /^\s*(%[sd]|%\(\w+\)s)\s*$/.exec(text)?.[1];
	if (whole !== undefined && reader !== "program") return whole;
	return findInBraces(text, reader) ?? findInBrackets(text, reader);
}

/** A quick look, which spares most texts the slow one. */
export function mayHavePlaceholder(text: string): boolean {
	return /[<{%]/.test(text);
}

/** `${NAME}` is a variable for whoever has variables; `{{name}}` is left from a template unless it is one itself. */
function findInBraces(text: string, reader: Reader): string | undefined {
	if (reader === "nobody") return /\$\{[^{}]*\}|\{\{[^{}]*\}\}/.exec(text)?.[0];
	// `{{.Names}}`, `{{range …}}` and `{{end}}` belong to programs with templates of their own, such as docker.
	if (/\{\{\s*(?:[.$#/!>-]|range\b|if\b|with\b|json\b|end\b)/.test(text)) return undefined;
	return /\{\{\s*[A-Za-z][\w.-]*\s*\}\}/.exec(text)?.[0];
}

function findInBrackets(text: string, reader: Reader): string | undefined {
	for (const match of text.matchAll(/<([^<>]*)>/g)) {
		const [part, inside = ""] = match;
		const isWord = /^[\p{L}/][^@]*$/u.test(inside) && text[match.index - 1] !== "?";
		if (isWord && (reader === "nobody" || isInstruction(inside) || isOutOfPlace(text, match, reader))) return part;
	}
	return undefined;
}

/** Words that only speak to the person who fills in a template. */
function isInstruction(inside: string): boolean {
	return /\b(?:your|my-|path\/to|placeholder|change-?me|replace|insert|fill)\b/i.test(inside) && !/[=;|&]/.test(inside);
}

/** Whether a shell would make nothing of it: `<in >out` redirects, `/home/<user>/in` does not. */
function isOutOfPlace(text: string, { 0: part, index }: RegExpExecArray, reader: Reader): boolean {
	// Behind a "<<" come lines that no shell reads.
	if (reader !== "shell" || text.includes("<<") || isQuoted(text, index)) return false;
	const before = text.slice(0, index);
	const after = text.slice(index + part.length);
	if (/[/=:@._]$|\w-$/.test(before) && !/\s/.test(part)) return true;
	// Behind a ">" a shell wants the name of a file.
	return /^\s*(?:$|[;)\n])|^\s+(?:\||&&)/.test(after);
}

function isQuoted(text: string, index: number): boolean {
	let quote: string | undefined;
	for (let at = 0; at < index; at++) {
		const character = text[at];
		if (character === quote) quote = undefined;
		else if (quote === undefined && isQuote(text, at)) quote = character;
	}
	return quote !== undefined;
}

function isQuote(text: string, at: number): boolean {
	return (text[at] === '"' || text[at] === "'") && text[at - 1] !== "\\";
}
