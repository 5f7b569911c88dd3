/** The words of a typed command, where quotes keep blanks together as in a shell. */
export function readWords(text: string): readonly string[] {
	return [...text.matchAll(words)].map(([word]) => word.replaceAll(quoted, (part) => part.slice(1, -1)));
}

const words = /(?:"[^"]*"|'[^']*'|\S)+/g;
const quoted = /"[^"]*"|'[^']*'/g;
