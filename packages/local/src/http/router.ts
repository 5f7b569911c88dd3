import { type Call, type CallName, calls, type Dialect } from "@chronos-job/schemas";
import type { Route } from "./route.ts";
import { routes } from "./routes/index.ts";
import { oldCalls } from "./routes/old.ts";

/** What a path leads to. */
export interface Place {
	readonly params: Readonly<Record<string, string>>;
	readonly routes: ReadonlyMap<string, Route>;
}

export interface Router {
	/** Segments that stand before all calls but those at the root. */
	readonly prefix: readonly string[];
	find(segments: readonly string[]): Place | undefined;
	/** Paths with the methods that they have. */
	list(): readonly (readonly [path: string, methods: readonly string[]])[];
}

/** The calls of one generation of servers by their paths. */
export function createRouter(dialect: Dialect): Router {
	const places = Map.groupBy(entriesOf(dialect), ({ path }) => path);
	const templates = [...places]
		.map(([path, entries]): Template => ({ parts: partsOf(path), routes: new Map(entries.map(toMethod)) }))
		// Fixed words win over parameters: `job/stat/x` is no task.
		.toSorted((a, b) => paramsIn(a) - paramsIn(b));
	return {
		prefix: dialect === "3.x" ? ["v1", "scheduler"] : ["scheduler"],
		find: (segments) => findPlace(templates, withoutLastSlash(segments)),
		list: () => [...places].map(([path, entries]) => [path, entries.map(({ method }) => method)]),
	};
}

/** The methods of a place, as `Allow` says them. */
export function allowOf({ routes }: Place): string {
	const methods = [...routes.keys()];
	return [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(",");
}

interface Entry {
	readonly method: string;
	readonly path: string;
	readonly route: Route;
}

interface Template {
	readonly parts: readonly string[];
	readonly routes: ReadonlyMap<string, Route>;
}

const logging: Entry = { method: "POST", path: "/logging", route: routes.getLogging };

function entriesOf(dialect: Dialect): readonly Entry[] {
	const rows: readonly (readonly [string, Call])[] = Object.entries(calls);
	const entries = rows.flatMap(([name, { method, path }]): readonly Entry[] => {
		const own = path[dialect];
		return own === undefined || !isCallName(name) ? [] : [{ method, path: own, route: routes[name] }];
	});
	return [...entries, logging, ...(dialect === "2.x" ? oldCalls : [])];
}

function isCallName(name: string): name is CallName {
	return Object.hasOwn(calls, name);
}

function toMethod({ method, route }: Entry): readonly [string, Route] {
	return [method, route];
}

function partsOf(path: string): readonly string[] {
	return path.split("/").slice(1);
}

function paramsIn({ parts }: Template): number {
	return parts.filter(isParam).length;
}

function isParam(part: string): boolean {
	return part.startsWith("{");
}

// A slash at the end makes no difference (contract §1.4).
function withoutLastSlash(segments: readonly string[]): readonly string[] {
	return segments.length > 1 && segments.at(-1) === "" ? segments.slice(0, -1) : segments;
}

function findPlace(templates: readonly Template[], segments: readonly string[]): Place | undefined {
	const template = templates.find(({ parts }) => fits(parts, segments));
	if (template === undefined) return undefined;
	const params = template.parts.flatMap((part, index) =>
		isParam(part) ? [[part.slice(1, -1), segments[index] ?? ""] as const] : [],
	);
	return { params: Object.fromEntries(params), routes: template.routes };
}

function fits(parts: readonly string[], segments: readonly string[]): boolean {
	return (
		parts.length === segments.length &&
		parts.every((part, index) => (isParam(part) ? segments[index] !== "" : segments[index] === part))
	);
}
