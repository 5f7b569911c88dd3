import type { LocalRequest, Reply } from "./handler.ts";
import type { Server } from "./server.ts";

/** A request that has found its route. */
export interface Asked {
	readonly request: LocalRequest;
	readonly path: string;
	readonly params: Readonly<Record<string, string>>;
	readonly query: URLSearchParams;
}

/** How a call is answered, and what its client has to send and to take (contract §1.8). */
export interface Route {
	/** Stands beside the router of Chronos, where nobody looks at what is sent and taken. */
	readonly isServlet?: boolean;
	/** What a body has to be; `json` is strict even without a body. */
	readonly takes?: "json" | "readable json";
	/** A body has to be there, and to say what it is. */
	readonly hasBody?: boolean;
	readonly gives?: "application/json" | "text/plain";
	answer(server: Server, asked: Asked): Reply | Promise<Reply>;
}

export function paramOf({ params }: Asked, name: string): string {
	return params[name] ?? "";
}
