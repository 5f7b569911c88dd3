import type { JsonSchema } from "./local-endpoint.ts";

const text: JsonSchema = { type: "string" };
const integer: JsonSchema = { type: "integer" };
const number: JsonSchema = { type: "number" };
const flag: JsonSchema = { type: "boolean" };
const at: JsonSchema = { type: "string", format: "date-time" };

function word(...words: readonly string[]): JsonSchema {
	return { type: "string", enum: words };
}

function listOf(items: JsonSchema): JsonSchema {
	return { type: "array", items };
}

function ref(name: string): JsonSchema {
	return { $ref: `#/components/schemas/${name}` };
}

/** An object with these fields; those with a question mark need not be there. */
function object(fields: Readonly<Record<string, JsonSchema>>): JsonSchema {
	const entries = Object.entries(fields);
	return {
		type: "object",
		required: entries.filter(([name]) => !name.endsWith("?")).map(([name]) => name),
		properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace("?", ""), schema])),
	};
}

const needs = object({
	cpus: number,
	memMb: number,
	diskMb: number,
	gpus: integer,
	"containers?": { ...integer, description: "Absent in what an older server has launched." },
});

const endFields = {
	outcome: word("succeeded", "failed", "killed", "lost", "not-launched"),
	"exitCode?": integer,
	"signal?": text,
	"reason?": { ...text, description: "Begins with `launch-failed` where nothing has run." },
	at,
	"gpuUse?": ref("GpuUse"),
};

const end = object(endFields);

const attempt = object({
	taskId: text,
	number: { ...integer, description: "From 0." },
	phase: word("starting", "running", "ended"),
	"end?": end,
	launchedAt: at,
	"startedAt?": at,
	"deadlineAt?": at,
	"stopping?": word("kill", "timeout"),
	runId: integer,
	job: text,
	runAsUser: text,
	needs: ref("Needs"),
	devices: { ...listOf(text), description: "The GPUs that are its own." },
	"gpuUse?": ref("GpuUse"),
});

const gpuUse = {
	...object({
		gpus: { ...integer, description: "How many it has." },
		"averagePercent?": { ...integer, description: "How busy they are, over the time and over all of them." },
		"latestPercent?": integer,
		"mostMemMb?": { ...integer, description: "Of all of them together, like the other amounts." },
		"latestMemMb?": integer,
		"totalMemMb?": integer,
	}),
	description: "What it uses of its GPUs, or has used until its end; absent where nobody has looked.",
};

const gpu = object({
	id: { ...text, description: "What names it to programs." },
	vendor: word("nvidia", "amd"),
	"index?": integer,
	"model?": text,
	"memMb?": integer,
	"driver?": text,
	"cuda?": { ...text, description: "The newest CUDA that the driver knows." },
	"partOf?": { ...text, description: "The id of the one that it is a part of." },
	"partIndex?": { ...integer, description: "Its place among the parts." },
	"usedBy?": { ...text, description: "The task id of the attempt whose own it is." },
});

const run = object({
	id: integer,
	job: text,
	cause: word("schedule", "manual", "parents"),
	phase: word("queued", "waiting", "live", "settled"),
	"outcome?": word("succeeded", "failed", "killed", "lost", "dropped"),
	"dropReason?": text,
	"dueAt?": at,
	"coversUntil?": { ...at, description: "The run stands for all occurrences from dueAt until before this time." },
	queuedAt: at,
	"retryAt?": at,
	"settledAt?": at,
	attempt: { ...integer, description: "The number of the attempt that is queued, waited for, or was the last." },
	args: text,
	attempts: listOf(ref("Attempt")),
});

const version = object({
	name: text,
	version: text,
	api: text,
	dialect: word("3.x", "2.x"),
	"pid?": integer,
	startedAt: at,
	storeId: { ...text, description: "What was learnt from a server with another id is worth nothing here." },
	lastEventId: integer,
	features: listOf(text),
	deviations: { type: "object", additionalProperties: flag },
});

const reason = {
	...object({ type: text, text: { ...text, description: "The reason as a sentence." } }),
	additionalProperties: true,
};

const why = object({
	job: text,
	state: object({ phase: word("idle", "queued", "running"), running: integer }),
	reasons: { ...listOf(reason), description: "The most lasting first; none when the job is about to be launched." },
	"latest?": {
		...object({ taskId: text, ...endFields, text: { ...text, description: "The end as a sentence." } }),
		description: "How the latest attempt ended, if it has.",
	},
});

const waiting = object({
	runId: integer,
	job: text,
	queuedAt: at,
	needs: ref("Needs"),
	fits: { ...flag, description: "Whether this machine could hold it when nothing else ran, as far as is known." },
});

const capacity = object({
	total: ref("Needs"),
	used: ref("Needs"),
	free: ref("Needs"),
	isLookingForGpus: { ...flag, description: "The driver has yet to tell which GPUs there are; until then none count." },
	gpus: listOf(ref("Gpu")),
	"gpusBecause?": { ...text, description: "Where they come from, or why there are none." },
	"containersBy?": { ...text, description: "The engine that runs containers, or the program; absent where none does." },
	unavailable: {
		...object({ "process?": text, "container?": text }),
		description: "Why jobs of a kind cannot be launched at present.",
	},
	running: integer,
	queue: { ...listOf(waiting), description: "In the order in which they are served." },
});

const file = object({ path: text, kind: word("file", "directory", "link", "other"), bytes: integer, modifiedAt: at });

/** What the replies look like, by name. */
export const localSchemas = {
	Version: version,
	Needs: needs,
	Gpu: gpu,
	GpuUse: gpuUse,
	Attempt: attempt,
	Run: run,
	Runs: object({
		runs: listOf(ref("Run")),
		"next?": { ...integer, description: "What `before` has to be for the next page; absent on the last one." },
	}),
	Why: why,
	Capacity: capacity,
	Files: object({ taskId: text, files: listOf(file), isCut: flag }),
	OpenApi: { type: "object" },
	Problem: object({ message: text, code: text, "hint?": text }),
} satisfies Readonly<Record<string, JsonSchema>>;
