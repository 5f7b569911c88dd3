import { readFileSync } from "node:fs";

/** A request and what a 3.0.x server answers to it. */
export interface Exchange {
	readonly title: string;
	readonly given?: string;
	readonly request: {
		readonly method: string;
		readonly path: string;
		readonly headers?: Readonly<Record<string, string>>;
		readonly body?: string;
	};
	readonly response: {
		readonly status: number;
		readonly contentType?: string;
		readonly body?: string;
		/** How much of the body is certain. */
		readonly match: "exact" | "first-line-of-message" | "prefix-of-reason" | "none";
	};
}

export const exchanges: readonly Exchange[] = JSON.parse(
	readFileSync(new URL("../fixtures/exchanges.json", import.meta.url), "utf8"),
);
