/** A word as all shells read it. */
export function shellQuote(text: string): string {
	return /^[\w/.:@,=+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
