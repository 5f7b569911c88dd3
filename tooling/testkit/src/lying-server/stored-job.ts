export type Build = "HEAD" | "3.0.2" | "3.0.0" | "gpus" | "2.5" | "2.4";

/** A job as the server keeps it: every field in Chronos' order. */
export type StoredJob = Readonly<Record<string, unknown>> & { readonly name: string };

/** The exception with which the server stumbles over a document. */
export interface Stumble {
	readonly exception: string;
}

/** What Chronos makes of a submitted document (contract §2.1–§2.5). */
export function storedJobOf(
	document: unknown,
	{ build, now }: { readonly build: Build; readonly now: number },
): StoredJob | Stumble {
	const sent = isRecord(document) ? document : {};
	if (typeof sent["name"] !== "string") return { exception: "java.lang.NullPointerException" };
	const entries = fields
		.filter(({ builds }) => builds === undefined || builds.includes(build))
		.map(({ name, read, missing }) => [name, Object.hasOwn(sent, name) ? read(sent[name], missing) : missing] as const)
		.filter(([, value]) => value !== undefined);
	return { ...Object.fromEntries(entries), ...kindOf(sent, now), name: sent["name"] };
}

export function isStumble(job: StoredJob | Stumble): job is Stumble {
	return Object.hasOwn(job, "exception");
}

/** One line, doubles as Java prints them. */
export function formatStored(job: StoredJob): string {
	const parts = Object.entries(job).map(([name, value]) => {
		const isDouble = doubles.has(name) && Number.isInteger(value);
		return `${JSON.stringify(name)}:${JSON.stringify(value)}${isDouble ? ".0" : ""}`;
	});
	return `{${parts.join(",")}}`;
}

/** As `GET jobs` shows it, and no other call (contract §1.4.1). */
export function mirrored(job: StoredJob): StoredJob {
	const [fetch, uris] = [listOf(job["fetch"]), listOf(job["uris"])];
	if (fetch.length === 0)
		return { ...job, fetch: uris.map((uri) => ({ uri, executable: false, cache: false, extract: true })) };
	return { ...job, uris: fetch.map((item) => (isRecord(item) ? item["uri"] : item)) };
}

export function parentsOf(job: StoredJob): readonly string[] {
	return listOf(job["parents"]).map(String);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

type Read = (value: unknown, missing: unknown) => unknown;

interface Field {
	readonly name: string;
	readonly read: Read;
	readonly missing: unknown;
	readonly builds?: readonly Build[];
}

const toText: Read = (value) => (typeof value === "object" && value !== null ? "" : String(value));
const toFlag: Read = (value) => (typeof value === "number" ? value !== 0 : String(value).trim() === "true");
const toCount: Read = (value) => Math.trunc(Number(value)) || 0;
// Zero means the default (contract §2.3).
const toAmount: Read = (value, missing) => Number(value) || missing;
const toList: Read = (value) => listOf(value);
const toTexts: Read = (value) => listOf(value).map(String);

const text = (name: string, missing = ""): Field => ({ name, read: toText, missing });
const flag = (name: string, missing = false): Field => ({ name, read: toFlag, missing });
const count = (name: string, missing = 0): Field => ({ name, read: toCount, missing });
const amount = (name: string, missing: number): Field => ({ name, read: toAmount, missing });
const list = (name: string, read = toList): Field => ({ name, read, missing: [] });

const since300: readonly Build[] = ["HEAD", "3.0.2", "3.0.0", "gpus"];
const since25: readonly Build[] = [...since300, "2.5"];

const fields: readonly Field[] = [
	text("name"),
	text("command"),
	flag("shell", true),
	{ ...text("epsilon", "PT60S"), builds: ["2.5", "2.4"] },
	text("executor"),
	text("executorFlags"),
	{ ...text("taskInfoData"), builds: since25 },
	count("retries", 2),
	text("owner"),
	text("ownerName"),
	text("description"),
	{ ...flag("async"), builds: ["2.5", "2.4"] },
	count("successCount"),
	count("errorCount"),
	text("lastSuccess"),
	text("lastError"),
	amount("cpus", 0.1),
	amount("disk", 256),
	amount("mem", 128),
	{ ...count("gpus"), builds: ["gpus"] },
	flag("disabled"),
	flag("softError"),
	flag("dataProcessingJobType"),
	count("errorsSinceLastSuccess"),
	{ ...list("fetch", (value) => listOf(value).map(fetchOf)), builds: since25 },
	list("uris", toTexts),
	list("environmentVariables"),
	list("arguments", toTexts),
	flag("highPriority"),
	text("runAsUser", "root"),
	{ ...flag("concurrent"), builds: since300 },
	{ ...count("maxCompletionTime"), builds: ["HEAD"] },
	{ name: "container", read: containerOf, missing: undefined, builds: ["HEAD", "3.0.2", "gpus"] },
	{ name: "container", read: oldContainerOf, missing: undefined, builds: ["3.0.0", "2.5", "2.4"] },
	list("constraints", (value) => listOf(value).filter(isKnownConstraint)),
];

const doubles = new Set(["cpus", "disk", "mem"]);

function kindOf(sent: Readonly<Record<string, unknown>>, now: number): Readonly<Record<string, unknown>> {
	if (Object.hasOwn(sent, "parents")) return { parents: [...new Set(listOf(sent["parents"]).map(String))] };
	if (!Object.hasOwn(sent, "schedule"))
		return { schedule: `R1/${new Date(now).toISOString()}/PT24H`, scheduleTimeZone: "" };
	return { schedule: toText(sent["schedule"], ""), scheduleTimeZone: toText(sent["scheduleTimeZone"] ?? "", "") };
}

function fetchOf(item: unknown): unknown {
	return { uri: "", executable: false, cache: false, extract: true, ...(isRecord(item) && item) };
}

/** Read only if it names an image; the type is written in capitals whatever was sent (contract §2.4). */
function containerOf(value: unknown): unknown {
	if (!isRecord(value) || !Object.hasOwn(value, "image")) return undefined;
	const {
		type = "DOCKER",
		networkName,
		networkInfos = [],
		volumes = [],
		forcePullImage = false,
		parameters = [],
	} = value;
	return {
		type: String(type).toUpperCase(),
		image: String(value["image"]),
		network: value["network"] ?? "HOST",
		...(networkName !== undefined && { networkName }),
		networkInfos,
		volumes,
		forcePullImage,
		parameters,
	};
}

/** Before 3.0.1 whatever is asked for is of Docker, and written in small letters (contract §2.4, §2.8). */
function oldContainerOf(value: unknown): unknown {
	const container = containerOf(value);
	if (!isRecord(container)) return undefined;
	const { networkName: _, networkInfos: __, ...others } = container;
	return { ...others, type: "docker" };
}

// Others vanish without a word (contract §9.25).
function isKnownConstraint(constraint: unknown): boolean {
	return Array.isArray(constraint) && ["EQUALS", "LIKE", "UNLIKE"].includes(String(constraint[1]));
}

function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}
