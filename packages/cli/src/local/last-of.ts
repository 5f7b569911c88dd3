/** The end of a text that comes in parts, of which no more than twice a length is held. */
export interface LastOf {
	readonly text: string;
	add(part: string): LastOf;
}

export function lastOf(length: number, text = ""): LastOf {
	return {
		text: text.slice(-length),
		add: (part) => lastOf(length, text.length > 2 * length ? text.slice(-length) + part : text + part),
	};
}
