/** What the request line asks for. */
export interface Target {
	/** As it was sent, without the query. */
	readonly path: string;
	/** Between the slashes, decoded, without matrix parameters; an empty one ends a path with a slash. */
	readonly segments: readonly string[];
	readonly query: URLSearchParams;
}

/** Undefined when an escape is none. */
export function parseTarget(target: string): Target | undefined {
	const [whole, query] = splitAt(withoutOrigin(target), "?");
	const [path] = splitAt(whole, "#");
	const segments = path.split("/").slice(1).map(parseSegment);
	if (!segments.every((segment) => segment !== undefined)) return undefined;
	return { path, segments, query: new URLSearchParams(query) };
}

// A proxy is asked for a whole address.
function withoutOrigin(target: string): string {
	const [, rest] = /^https?:\/\/[^/?#]*(.*)$/i.exec(target) ?? [];
	return rest ?? target;
}

function splitAt(text: string, mark: string): readonly [string, string] {
	const at = text.indexOf(mark);
	return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** `a%20b;x=y` is `a b` (contract §1.8). */
function parseSegment(raw: string): string | undefined {
	const [text] = splitAt(raw, ";");
	if (!text.includes("%")) return text;
	if (/%(?![\da-f]{2})/i.test(text)) return undefined;
	const bytes = text.split(/%([\da-f]{2})/i).map((part, index) => (index % 2 === 0 ? encode(part) : byteOf(part)));
	// Bytes that are no UTF-8 become question marks, as Java has it.
	return Buffer.concat(bytes).toString("utf8");
}

function encode(text: string): Uint8Array {
	return Buffer.from(text, "utf8");
}

function byteOf(hex: string): Uint8Array {
	return Uint8Array.of(Number.parseInt(hex, 16));
}
