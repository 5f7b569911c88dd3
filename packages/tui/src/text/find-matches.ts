/** Where a text has a word, whatever the case: from and to, in characters. */
export function findMatches(text: string, word: string): readonly (readonly [from: number, to: number])[] {
	if (word === "") return [];
	const haystack = text.toLowerCase();
	// A few letters change their length with their case; then only the exact word is found.
	const [where, what] = haystack.length === text.length ? [haystack, word.toLowerCase()] : [text, word];
	const found: (readonly [number, number])[] = [];
	let at = where.indexOf(what);
	while (at !== -1) {
		found.push([at, at + what.length]);
		at = where.indexOf(what, at + what.length);
	}
	return found;
}
