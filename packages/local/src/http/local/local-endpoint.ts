import type { LocalRequest, Reply } from "../handler.ts";
import type { Server } from "../server.ts";

/** One call of our own surface: what answers it, and what is said about it. */
export interface LocalEndpoint {
	/** What programs call it. */
	readonly id: string;
	/** With `{param}` where a value has to be filled in, `{param...}` for the rest of the path. */
	readonly path: string;
	readonly about: string;
	readonly params?: Readonly<Record<string, Param>>;
	readonly query?: Readonly<Record<string, Param>>;
	readonly headers?: Readonly<Record<string, Param>>;
	readonly reply: LocalReplyShape;
	/** What may go wrong, by status. */
	readonly problems?: Readonly<Record<number, string>>;
	answer(server: Server, asked: LocalAsked): Reply | Promise<Reply>;
}

export interface Param {
	readonly about: string;
	readonly schema: JsonSchema;
}

export interface LocalReplyShape {
	readonly type: string;
	/** The name of a schema in the document, where the type is JSON. */
	readonly schema?: string;
	/** Headers of the reply that tell something. */
	readonly headers?: Readonly<Record<string, Param>>;
}

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface LocalAsked {
	readonly request: LocalRequest;
	readonly params: Readonly<Record<string, string>>;
	readonly query: URLSearchParams;
}

/** A whole number of a query or a path; undefined when there is none, NaN when it is something else. */
export function parseCount(text: string | null | undefined): number | undefined {
	if (text === null || text === undefined) return undefined;
	return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}
