import type { Asked, Facts } from "./asked.ts";
import { bare, json, noContent, page, plainRefusal, type Reply, requirement, servletText, text } from "./replies.ts";
import { formatStored, mirrored } from "./stored-job.ts";
import { submit } from "./submit.ts";
import { csvText, dotText, listText, noMetrics, noStat, percentileText, summaryText } from "./texts.ts";
import type { Entry } from "./memory.ts";

/** What an honest Chronos says to a call (contract §1.4). */
export function answerCall(asked: Asked, facts: Facts): Reply {
	const refused = negotiate(asked);
	if (refused !== undefined) return refused;
	const resource = resourcesOf(facts).find(({ pattern }) => pattern.test(asked.resource));
	if (resource === undefined) return bare(404);
	const call = resource.methods[asked.method];
	if (call === undefined) return bare(405, { Allow: [...Object.keys(resource.methods), "OPTIONS"].join(",") });
	return call(decodeURIComponent(resource.pattern.exec(asked.resource)?.[1] ?? ""), asked, facts);
}

/** The servlets beside the scheduler. */
export function answerAtRoot(method: string, path: string): Reply {
	if (!["GET", "HEAD", "POST"].includes(method))
		return page(405, path, `HTTP method ${method} is not supported by this URL`);
	if (path === "/ping") return servletText("pong\n", "text/plain;charset=iso-8859-1");
	return path === "/metrics" ? servletText(noMetrics, "application/json") : page(404, path);
}

/** Refuses content types where none is due and answers that nobody gives (contract §1.8). */
function negotiate({ resource, contentType, accept = "*/*" }: Asked): Reply | undefined {
	const isPicky = /^(?:iso8601|job|graph\/)/.test(resource);
	if (isPicky && contentType !== undefined && contentType !== "application/json") return bare(415);
	const due = resource.startsWith("graph/") ? /text\/(?:plain|\*)|\*\/\*/ : /application\/(?:json|\*)|\*\/\*/;
	return due.test(accept) ? undefined : bare(406);
}

type Call = (param: string, asked: Asked, facts: Facts) => Reply;

interface Resource {
	readonly pattern: RegExp;
	readonly methods: Readonly<Record<string, Call>>;
	readonly isOf25?: boolean;
}

const jobResource: Resource = {
	pattern: /^job\/([^/]+)$/,
	methods: {
		GET: (name, _, facts) => {
			const job = facts.world.readJob(name);
			return job === undefined ? notFound("Job", name, facts) : json(formatStored(job));
		},
		PUT: onJob("Job", ({ job }, { world }) => world.start(job.name)),
		DELETE: onJob("JobSchedule", ({ job }, { world }) => world.remove(job.name)),
	},
};
const summaryResource: Resource = {
	pattern: /^jobs\/summary$/,
	methods: { GET: (_, __, { world }) => json(summaryText(world.readStates())) },
};

/** Before 2.5 nobody tells who leads, and nothing is marked as successful (contract §1.9). */
function resourcesOf({ dialect, build }: Facts): readonly Resource[] {
	if (dialect === "3.x") return resources;
	return build === "2.4" ? oldResources.filter(({ isOf25 }) => isOf25 !== true) : oldResources;
}

const resources: readonly Resource[] = [
	{ pattern: /^jobs$/, methods: { GET: (_, __, facts) => json(listText(facts.world.readJobs().map(mirrored))) } },
	summaryResource,
	{ pattern: /^jobs\/search$/, methods: { GET: search } },
	{ pattern: /^iso8601$/, methods: { POST: (_, asked, facts) => submit("schedule", asked, facts) } },
	{ pattern: /^dependency$/, methods: { POST: (_, asked, facts) => submit("parents", asked, facts) } },
	{ pattern: /^job\/success\/([^/]+)$/, methods: { PUT: markSuccessful }, isOf25: true },
	{ pattern: /^job\/stat\/([^/]+)$/, methods: { GET: onJob("Job", () => json(noStat)) } },
	jobResource,
	{ pattern: /^task\/kill\/([^/]+)$/, methods: { DELETE: kill } },
	{
		pattern: /^stats\/([^/]+)$/,
		methods: { GET: (percentile, _, facts) => json(percentileText(percentile, facts.world.readJobs())) },
	},
	{ pattern: /^graph\/dot$/, methods: { GET: (_, __, facts) => text(dotText(facts.world.readJobs())) } },
	{
		pattern: /^graph\/csv$/,
		methods: { GET: (_, __, facts) => text(csvText(facts.world.readStates(), facts.dialect)) },
	},
	{ pattern: /^leader$/, methods: { GET: () => json('{"leader":"leader.example.org:4400"}') }, isOf25: true },
];

/** What 2.x lacks is the read of one job and of what all do (contract §1.9). */
const oldResources = resources
	.filter((resource) => resource !== summaryResource)
	.map((resource) => {
		if (resource !== jobResource) return resource;
		const { GET: _, ...methods } = resource.methods;
		return { ...resource, methods };
	});

function onJob(kind: "Job" | "JobSchedule", act: (entry: Entry, facts: Facts) => Reply | void): Call {
	return (name, _, facts) => {
		const entry = facts.world.find(name);
		return entry === undefined ? notFound(kind, name, facts) : (act(entry, facts) ?? noContent);
	};
}

function notFound(kind: "Job" | "JobSchedule", name: string, { dialect }: Facts): Reply {
	if (dialect === "2.x") return plainRefusal(400, `requirement failed: Job '${name}' not found`);
	return requirement(`${kind} '${name}' not found`);
}

function kill(name: string, _: Asked, facts: Facts): Reply {
	const entry = facts.world.find(name);
	if (entry === undefined)
		return facts.dialect === "2.x" ? plainRefusal(500, "") : notFound("JobSchedule", name, facts);
	if (entry.state.endsWith("running")) facts.world.finish(name, "killed");
	return noContent;
}

function markSuccessful(name: string, _: Asked, { world }: Facts): Reply {
	const entry = world.find(name);
	if (entry !== undefined) world.markSuccessful(name);
	// Not JSON, whatever its label says (contract §1.4.8).
	return json(`marked job ${name} as successful: ${String(entry !== undefined)}`);
}

function search(_: string, { query }: Asked, facts: Facts): Reply {
	const [limit, offset] = [Number(query.get("limit") ?? 10), Number(query.get("offset") ?? 0)];
	if (!Number.isInteger(limit) || !Number.isInteger(offset)) return bare(404);
	const has = (value: unknown, part: string | null) =>
		String(value)
			.toLowerCase()
			.includes((part ?? "").toLowerCase());
	const found = facts.world
		.readJobs()
		.filter((job) => has(job.name, query.get("name")) && has(job["command"], query.get("command")));
	return json(listText(found.slice(Math.max(0, offset), Math.max(0, offset + limit))));
}
