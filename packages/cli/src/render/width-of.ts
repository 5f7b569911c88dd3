/** In columns: what only colours a text, or makes it a link, takes none. */
export function widthOf(text: string): number {
	return text.includes("\u001B") ? text.replaceAll(sequences, "").length : text.length;
}

// oxlint-disable-next-line no-control-regex -- Such sequences begin with one.
const sequences = /\u001B(?:\[[\d;]*m|\]8;[^\u001B]*\u001B\\)/g;
