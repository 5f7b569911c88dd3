/** Why Java would not compile a pattern; undefined where that is not certain. */
export function explainJavaRegex(pattern: string): string | undefined {
	// With the flag x, spaces and comments mean nothing, which nothing here knows about.
	if (/\(\?[a-z]*x/.test(pattern)) return undefined;
	let depth = 0;
	let canRepeat = false;
	for (let at = 0; at < pattern.length;) {
		const token = tokenAt(pattern, at);
		if (token === undefined) return problemAt(pattern, at);
		if (/^[*+?]/.test(token) && !canRepeat) return `nothing that "${token}" could repeat stands before it`;
		if (token === ")" && depth === 0) return 'a ")" closes nothing';
		depth += depthOf(token);
		canRepeat = !/^(?:[*+?|]|\(\??)/.test(token);
		at += token.length;
	}
	return depth > 0 ? 'a "(" is never closed' : undefined;
}

const escapes = /\\(?:Q[^]*?(?:\\E|$)|[pPxN]\{[^}]*\}|[^CFgIiJjKLlMmOoqTUYy])/y;
const others = /[*+?][?+]?|\{\d+(?:,\d*)?\}|\(\??|[^\\[{]/y;

/** The next part of a pattern that stands for itself; undefined where there is none. */
function tokenAt(pattern: string, at: number): string | undefined {
	if (pattern[at] === "[") return classAt(pattern, at);
	const token = pattern[at] === "\\" ? escapes : others;
	token.lastIndex = at;
	return token.exec(pattern)?.[0];
}

/** A character class with all that is nested in it, as Java allows. */
function classAt(pattern: string, start: number): string | undefined {
	let at = start + (pattern[start + 1] === "^" ? 2 : 1);
	const first = at;
	while (at < pattern.length) {
		// Right behind its opening, a bracket is an ordinary character.
		if (pattern[at] === "]" && at > first) return pattern.slice(start, at + 1);
		const token = pattern[at] === "[" || pattern[at] === "\\" ? tokenAt(pattern, at) : pattern[at];
		if (token === undefined) return undefined;
		at += token.length;
	}
	return undefined;
}

function problemAt(pattern: string, at: number): string {
	if (pattern[at] === "[") return 'a "[" is never closed';
	if (pattern[at] === "{") return 'a "{" is neither escaped nor a number of repetitions';
	const escape = pattern.slice(at, at + 2);
	return escape === "\\" ? 'a "\\" at the end escapes nothing' : `"${escape}" means nothing`;
}

function depthOf(token: string): number {
	if (token.startsWith("(")) return 1;
	return token === ")" ? -1 : 0;
}
