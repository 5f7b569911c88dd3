/** Makes a value of one kind out of whatever was sent; undefined for nothing, or when nothing can be made of it. */
export type Read = (value: unknown) => unknown;

// The coercions are those of the server's own reader (contract §2.1), but null is nothing, not a word.
export const text = present((value) => {
	if (typeof value === "string") return value;
	return typeof value === "number" || typeof value === "boolean" ? `${value}` : "";
});

export const flag = present((value) => {
	if (typeof value === "string") return value.trim() === "true";
	return typeof value === "number" ? Number.isInteger(value) && value !== 0 : value === true;
});

/** The one flag that may be written in capitals, and that no number sets (contract §2.4). */
export const pullFlag = present(
	(value) => value === true || (typeof value === "string" && value.toLowerCase() === "true"),
);

export const double = present(numberOf);

export const integer = present((value) => {
	const whole = Math.trunc(numberOf(value));
	return Math.max(Number.MIN_SAFE_INTEGER, Math.min(whole, Number.MAX_SAFE_INTEGER)) + 0;
});

/** One of these words, in any letter case. */
export function word(words: readonly string[]): Read {
	return (value) => words.find((known) => typeof value === "string" && known.toUpperCase() === value.toUpperCase());
}

/** What can be read of a list; a list that is missing is empty. */
export function listOf(read: Read): Read {
	return (value) => (Array.isArray(value) ? value.map(read).filter((item) => item !== undefined) : []);
}

/** An object with these fields and no others; undefined when a required one is missing. */
export function record(fields: Readonly<Record<string, Read>>, required: readonly string[]): Read {
	const entries = Object.entries(fields);
	return (value) => {
		if (!isRecord(value)) return undefined;
		const filled: Record<string, unknown> = {};
		for (const [name, read] of entries) {
			const found = read(value[name]);
			if (found !== undefined) filled[name] = found;
		}
		return required.every((name) => filled[name] !== undefined) ? filled : undefined;
	};
}

export function or(read: Read, fallback: unknown): Read {
	return (value) => read(value) ?? fallback;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function present(read: Read): Read {
	return (value) => (value === undefined || value === null ? undefined : read(value));
}

function numberOf(value: unknown): number {
	const number = typeof value === "string" ? Number(value) : value;
	if (typeof number === "boolean") return number ? 1 : 0;
	return typeof number === "number" && Number.isFinite(number) ? number : 0;
}
