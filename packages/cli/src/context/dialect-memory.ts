import type { Learned } from "@chronos-job/core";
import { dialectOf, isBuild } from "@chronos-job/schemas";
import type { Host } from "../host.ts";
import { fieldsOf, parseFields } from "../local/json-fields.ts";
import { cacheFolderOf } from "./config-place.ts";

/** What was found out about a server. */
export interface Remembered extends Learned {
	/** Where the master of its Mesos was found. */
	readonly mesos?: string;
	/** When it was found out what the server speaks. */
	readonly at: number;
}

/** What was found out about the servers of contexts. It may be wrong or gone at any time. */
export interface DialectMemory {
	find(): Remembered | undefined;
	/** Adds to what is known; of a server that speaks another dialect nothing is known any more. */
	remember(learned: Learned & Pick<Remembered, "mesos">): void;
	forget(what?: "mesos"): void;
}

/** The memory of one context at its addresses. */
export function dialectMemory(
	host: Pick<Host, "env" | "user" | "files" | "now">,
	key: { readonly name: string; readonly urls: readonly string[] },
): DialectMemory {
	const file = `${cacheFolderOf(host)}/dialects.json`;
	const id = [key.name, ...key.urls].join(" ");
	const read = () => readFacts(host, file);
	const keep = (entry: object) => write(host, file, { ...read(), [id]: entry });

	function find(): Remembered | undefined {
		const known = rememberedIn(read()[id]);
		return known !== undefined && host.now() - known.at < freshMs ? known : undefined;
	}
	return {
		find,
		remember(learned) {
			const known = find();
			const { at, ...others } = known?.dialect === learned.dialect ? known : { at: host.now() };
			keep({ ...others, ...learned, at: new Date(at).toISOString() });
		},
		forget(what) {
			const facts = read();
			if (!(id in facts)) return;
			const without = what === undefined ? id : what;
			const less = (fields: object) => Object.fromEntries(Object.entries(fields).filter(([each]) => each !== without));
			if (what === undefined) write(host, file, less(facts));
			else keep(less(fieldsOf(facts[id])));
		},
	};
}

/** Servers are seldom upgraded, and asking again costs one request. */
const freshMs = 24 * 3600 * 1000;

function rememberedIn(entry: unknown): Remembered | undefined {
	const { dialect, builds, mesos, at } = fieldsOf(entry);
	const time = typeof at === "string" ? Date.parse(at) : Number.NaN;
	if ((dialect !== "2.x" && dialect !== "3.x") || Number.isNaN(time)) return undefined;
	const candidates = Array.isArray(builds) ? builds.filter(isBuild).filter((each) => dialectOf(each) === dialect) : [];
	return {
		dialect,
		...(candidates.length > 0 && { builds: candidates }),
		...(typeof mesos === "string" && mesos !== "" && { mesos }),
		at: time,
	};
}

function readFacts({ files }: Pick<Host, "files">, file: string): Readonly<Record<string, unknown>> {
	try {
		return parseFields(files.readFileSync(file, "utf8"));
	} catch {
		return {};
	}
}

/** Without a place to write, the question is asked again next time. */
function write({ files }: Pick<Host, "files">, file: string, facts: Readonly<Record<string, unknown>>): void {
	try {
		files.mkdirSync(file.replace(/\/[^/]*$/, ""), { recursive: true, mode: 0o700 });
		replace(files, file, `${JSON.stringify(facts)}\n`);
	} catch {}
}

function replace(files: Host["files"], file: string, text: string): void {
	const temporary = `${file}.${Math.random().toString(36).slice(2)}`;
	try {
		const descriptor = files.openSync(temporary, "wx", 0o600);
		files.writeSync(descriptor, text);
		files.closeSync(descriptor);
		files.renameSync(temporary, file);
	} finally {
		files.rmSync(temporary, { force: true });
	}
}
