export interface WireRequest {
	readonly method: "GET" | "POST" | "PUT" | "DELETE";
	/** One of the addresses of a target, without a slash at its end. */
	readonly base: string;
	/** With what stands after the question mark. */
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string | undefined;
	readonly signal?: AbortSignal | undefined;
	/** How long to wait for a connection, for the head of the reply, and for each piece of its body. */
	readonly patienceMs: number;
}

export interface WireReply {
	readonly status: number;
	/** By their names in lower case; repeated ones are joined by commas. */
	readonly headers: Readonly<Record<string, string | undefined>>;
	/** Whoever stops reading early closes the connection. */
	readonly body: AsyncIterable<Uint8Array>;
}

/** Sends one request and answers whatever comes back; rejects only when nothing does. */
export interface Transport extends AsyncDisposable {
	send(request: WireRequest): Promise<WireReply>;
}
