import type { CallOptions } from "./client.ts";
import type { WireReply, WireRequest } from "./transport.ts";

/** What is asked, wherever the server is. */
export interface Question extends CallOptions {
	readonly method: WireRequest["method"];
	/** With what stands after the question mark. */
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** JSON. */
	readonly body?: string | undefined;
	/** The answer is wanted piece by piece, and this is how long the next one may take. */
	readonly pieceMs?: number;
}

/** Whatever a server said. */
export interface Answer {
	readonly status: number;
	readonly headers: WireReply["headers"];
	/** Empty for what is read piece by piece. */
	readonly text: string;
	/** The address that answered. */
	readonly base: string;
	/** Only of a success that was asked for piece by piece; whoever stops reading early closes the connection. */
	readonly pieces?: AsyncIterable<Uint8Array>;
}

export function isRead({ method }: Pick<Question, "method">): boolean {
	return method === "GET";
}

export function isSuccess({ status }: { readonly status: number }): boolean {
	return status >= 200 && status < 300;
}
