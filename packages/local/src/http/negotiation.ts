/** Whether a body of this kind is taken where Chronos asks for `application/json` (contract §1.8). */
export function isJsonType(contentType: string): boolean {
	return mediaTypeOf(contentType) === "application/json";
}

/** What its reader of JSON makes do with. */
export function isReadableAsJson(contentType: string): boolean {
	const [, subtype = ""] = mediaTypeOf(contentType).split("/");
	return jsonLike.has(subtype) || subtype.endsWith("+json");
}

/** Whether a client that sends this `Accept` takes a type; without one it takes all. */
export function accepts(accept: string | undefined, type: string): boolean {
	const ranges = accept === undefined ? [] : accept.split(",").flatMap(parseRange);
	if (ranges.length === 0) return true;
	const [kind] = type.split("/");
	// Java's own client says `*` where it means all.
	for (const candidate of [type, `${String(kind)}/*`, "*/*", "*"]) {
		const range = ranges.find((found) => found.type === candidate);
		if (range !== undefined) return range.quality > 0;
	}
	return false;
}

/** Whether an encoding may be used; one that nobody speaks of may not. */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
	const ranges = (acceptEncoding ?? "").split(",").flatMap(parseRange);
	const range = ranges.find(({ type }) => type === "gzip") ?? ranges.find(({ type }) => type === "*");
	return range !== undefined && range.quality > 0;
}

const jsonLike = new Set(["json", "javascript", "x-javascript", "x-json"]);

interface Range {
	readonly type: string;
	readonly quality: number;
}

function mediaTypeOf(header: string): string {
	return (header.split(";")[0] ?? "").trim().toLowerCase();
}

function parseRange(text: string): readonly Range[] {
	const type = mediaTypeOf(text);
	if (type === "") return [];
	const [, quality] = /;\s*q\s*=\s*([\d.]+)/i.exec(text) ?? [];
	return [{ type, quality: quality === undefined ? 1 : Number(quality) }];
}
