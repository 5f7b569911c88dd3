import { isEmpty, isStatus } from "../answers.ts";
import type { Chronos, Fields } from "../chronos.ts";
import type { ChronosTest, Need, Topic } from "../chronos-test.ts";
import { Difference, equal, holds } from "../difference.ts";
import { type Exchange, exchanges as recorded } from "../exchanges.ts";
import type { Reply } from "../send.ts";

interface Preparation {
	readonly prepare?: (chronos: Chronos) => Promise<void>;
	readonly at?: string;
	readonly needs?: readonly Need[];
}

const hello = { name: "hello", command: "echo hi", schedule: "R/2030-01-01T00:00:00Z/PT1H" };
const image = {
	type: "mesos",
	image: "registry.example/cuda:0.1",
	volumes: [{ containerPath: "/lustre/home/alice", hostPath: "/lustre/home/alice", mode: "RW" }],
	forcePullImage: true,
};
const alice = {
	name: "alice-first",
	command: "nvidia-smi",
	owner: "alice",
	ownerName: "alice",
	runAsUser: "alice",
	cpus: 4,
	disk: 10,
	mem: 8192,
	gpus: 1,
	container: image,
};
const launch = "2026-11-21T09:00:02.101Z";

const create =
	(...jobs: readonly Fields[]) =>
	async (chronos: Chronos): Promise<void> => {
		for (const job of jobs) await chronos.create(job);
	};

async function createReport(chronos: Chronos): Promise<void> {
	await create({ name: "extract-a" }, { name: "extract-b" })(chronos);
	await chronos.create({ name: "report", command: "make report", parents: ["extract-a", "extract-b"] });
}

/** What each recorded exchange finds, by its title; those that need nothing are not here. */
const preparations: Readonly<Record<string, Preparation>> = {
	"read it back: every default is materialised, key order fixed": { prepare: create(hello) },
	"summary of a job that never ran and is not due": { prepare: create(hello), at: launch },
	"read it back: type upper-cased, network filled, gpus gone (official build), schedule verbatim": {
		// It needs more than there is, so that nothing is launched.
		needs: ["small-machine"],
		prepare: create({ ...alice, schedule: "R1//P1Y" }),
	},
	"summary while it runs (launched 09:00:02.101)": {
		at: launch,
		prepare: async (chronos) => {
			await chronos.create({ name: "alice-first", command: "sleep 300", schedule: "R1//P1Y" });
			await chronos.waitForState("alice-first", "1 running");
		},
	},
	"summary after success": {
		at: launch,
		prepare: async (chronos) => {
			await chronos.create({ name: "alice-first", command: "true", schedule: "R1//P1Y" });
			await chronos.waitForState("alice-first", "idle");
		},
	},
	"alternative history: retries 0, the only run failed at 09:00:12.345": {
		at: launch,
		prepare: async (chronos) => {
			await chronos.create({ name: "alice-first", command: "sleep 10.244; exit 1", schedule: "R1//P1Y" });
			await chronos.waitForState("alice-first", "1 running");
			await chronos.update("alice-first", { ...alice, retries: 0, schedule: "R0/2027-11-21T09:00:01.101Z/P1Y" });
			await chronos.waitForRuns("alice-first", 1);
		},
	},
	"list mirroring of uris": {
		prepare: create({
			name: "with-uris",
			command: "ls",
			uris: ["http://h/a.tgz"],
			schedule: "R/2030-01-01T00:00:00Z/P1D",
		}),
	},
	"read it back": { prepare: createReport },
	"update with no parents": { prepare: createReport },
	"update to be its own parent": { prepare: createReport },
	"start now": { prepare: create(hello) },
	"start now the way `curl -X PUT -d ''` sends it": { prepare: create(hello) },
	"mark successful": { prepare: create(hello) },
	"kill running tasks": { prepare: create(hello) },
	delete: { prepare: create(hello) },
	"delete a scheduled parent: the child is rewritten": {
		prepare: create(
			{ name: "p", command: "true", schedule: "R/2030-01-01T00:00:00Z/P1D", scheduleTimeZone: "Europe/Rome" },
			{
				name: "k",
				parents: ["p"],
				owner: "o",
				container: { image: "i" },
				environmentVariables: [{ name: "A", value: "1" }],
				runAsUser: "alice",
			},
		),
	},
	"job statistics without Cassandra": { prepare: create(hello) },
	"graph, csv": {
		prepare: async (chronos) => {
			const past = "2020-01-01T00:00:00.000Z";
			await create(
				{ name: "extract-a", lastSuccess: past },
				{ name: "extract-b", lastError: past, command: "sleep 300" },
				{ name: "report", parents: ["extract-a", "extract-b"], cpus: 1_000_000 },
			)(chronos);
			await chronos.start("extract-b");
			await chronos.start("report");
			await chronos.pass(500);
		},
	},
	"search by name": { prepare: create(hello, { name: "other" }) },
	"wrong credentials": { needs: ["credentials"] },
	"progress, happy path (no Cassandra: a no-op)": { prepare: create({ name: "etl", dataProcessingJobType: true }) },
};

export const exchanges: Topic = {
	name: "recorded exchanges",
	tests: recorded.map((exchange): ChronosTest => {
		const { prepare, at, needs = [] } = preparations[exchange.title] ?? {};
		return {
			name: `exchange: ${exchange.title}`,
			section: "§8",
			needs: ["disposable", ...needs],
			...(at === undefined ? {} : { at }),
			run: async (chronos) => {
				await prepare?.(chronos);
				expectExchange(
					await chronos.request({ ...exchange.request, anonymous: needs.includes("credentials") }),
					exchange.response,
				);
			},
		};
	}),
};

/** Titles that prepare what no exchange has. */
export const strayPreparations = Object.keys(preparations).filter(
	(title) => !recorded.some((exchange) => exchange.title === title),
);

function expectExchange(reply: Reply, { status, contentType, body = "", match }: Exchange["response"]): void {
	isStatus(reply, status);
	if (match === "none") return body === "" ? isEmpty(reply, status) : undefined;
	equal("the content type", reply.headers["content-type"]?.toLowerCase().split(";")[0], contentType?.split(";")[0]);
	if (match === "exact") equal("the body", withoutGpus(reply.text).trimEnd(), body.trimEnd());
	else if (match === "first-line-of-message") equal("the first line", firstLineOf(reply.text), firstLineOf(body));
	else holds("the reason begins alike", reasonOf(reply.text).startsWith(reasonOf(body).replace(/…$/, "")), reply.text);
}

// Some builds have a field that the recorded one lacks (contract §2.9).
function withoutGpus(text: string): string {
	return text.replaceAll(/"gpus":\d+,/g, "");
}

function firstLineOf(body: string): string {
	const { message } = JSON.parse(body) as { readonly message: string };
	return message.split("\n")[0] ?? "";
}

function reasonOf(page: string): string {
	const reason = /<pre>\s*([^]*?)<\/pre>/.exec(page)?.[1];
	if (reason === undefined) throw new Difference("the page has a reason", "<pre>…</pre>", page);
	return reason;
}
