import type { Build } from "./stored-job.ts";
import type { World } from "./world.ts";

export interface Asked {
	readonly method: string;
	/** Behind the prefix of the dialect, without slashes around it. */
	readonly resource: string;
	/** As it stands in the request line. */
	readonly path: string;
	readonly query: URLSearchParams;
	readonly body: string;
	/** The types that were said of the body and asked for, without their parameters. */
	readonly contentType: string | undefined;
	readonly accept: string | undefined;
}

export interface Facts {
	readonly world: World;
	readonly dialect: "3.x" | "2.x";
	readonly build: Build;
	readonly now: () => number;
}
