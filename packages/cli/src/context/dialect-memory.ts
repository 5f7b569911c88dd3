import type { Dialect } from "@chronos-job/schemas";
import type { Host } from "../host.ts";
import { fieldsOf, parseFields } from "../local/json-fields.ts";
import { cacheFolderOf } from "./config-place.ts";

/** What was found out about the servers of contexts. It may be wrong or gone at any time. */
export interface DialectMemory {
	find(): Dialect | undefined;
	remember(dialect: Dialect): void;
	forget(): void;
}

/** The memory of one context at its addresses. */
export function dialectMemory(
	host: Pick<Host, "env" | "user" | "files" | "now">,
	key: { readonly name: string; readonly urls: readonly string[] },
): DialectMemory {
	const file = `${cacheFolderOf(host)}/dialects.json`;
	const id = [key.name, ...key.urls].join(" ");
	const read = () => readFacts(host, file);
	return {
		find() {
			const { dialect, at } = fieldsOf(read()[id]);
			const isFresh = typeof at === "string" && host.now() - Date.parse(at) < freshMs;
			return isFresh && (dialect === "2.x" || dialect === "3.x") ? dialect : undefined;
		},
		remember: (dialect) => write(host, file, { ...read(), [id]: { dialect, at: new Date(host.now()).toISOString() } }),
		forget() {
			const facts = read();
			if (id in facts) write(host, file, Object.fromEntries(Object.entries(facts).filter(([each]) => each !== id)));
		},
	};
}

/** Servers are seldom upgraded, and asking again costs one request. */
const freshMs = 24 * 3600 * 1000;

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
