/** A request as a client sent it. */
export interface LocalRequest {
	readonly method: string;
	/** Path and query, as they stand in the request line. */
	readonly target: string;
	/** By lower-case names; repeated ones joined as HTTP says. */
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly body: Uint8Array;
	/** Fires when the client has gone. */
	readonly signal: AbortSignal;
}

export interface Reply {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | Uint8Array | AsyncIterable<string | Uint8Array>;
}

/** Answers requests without a socket; never rejects. */
export type Handler = (request: LocalRequest) => Promise<Reply>;
