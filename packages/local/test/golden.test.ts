import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { later, openStage, type Stage, type StageOptions } from "./http.samples.ts";

interface Exchange {
	readonly title: string;
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
		readonly match: "exact" | "first-line-of-message" | "prefix-of-reason" | "none";
	};
}

const fixture = new URL("../../../tooling/conformance/fixtures/exchanges.json", import.meta.url);
const exchanges = JSON.parse(readFileSync(fixture, "utf8")) as readonly Exchange[];

interface Scene extends StageOptions {
	readonly given?: (stage: Stage) => Promise<void>;
}

const official: StageOptions = { facts: { gpus: "never" } };
const faithful: StageOptions = { settings: { rules: { faithful: true } } };

const hello = { name: "hello", command: "echo hi", schedule: later };
const withHello: Scene = { given: ({ put }) => put(hello) };

const aliceFirst = {
	name: "alice-first",
	command: "nvidia-smi",
	cpus: 4,
	disk: 10,
	mem: 8192,
	gpus: 1,
	owner: "alice",
	ownerName: "alice",
	runAsUser: "alice",
	schedule: "R1//P1Y",
	container: {
		type: "mesos",
		image: "registry.example/cuda:0.1",
		forcePullImage: true,
		volumes: [{ containerPath: "/lustre/home/alice", hostPath: "/lustre/home/alice", mode: "RW" }],
	},
};

/** Runs alice-first, ten seconds from 09:00:02.101 on. */
async function runAlice({ server, put, clock }: Stage, retries: number): Promise<void> {
	await server.engine.tell({ type: "executor.changed", executor: "container" });
	await clock.advance(2101);
	await put({ ...aliceFirst, retries });
}

const parents = [
	{ name: "extract-a", command: "a", schedule: later },
	{ name: "extract-b", command: "b", schedule: later, retries: 0 },
];
const report = { name: "report", command: "make report", parents: ["extract-a", "extract-b"] };

async function withReport({ put }: Stage): Promise<void> {
	for (const job of [...parents, report]) await put(job);
}

const scenes: Readonly<Record<string, Scene>> = {
	"read it back: every default is materialised, key order fixed": withHello,
	"summary of a job that never ran and is not due": withHello,
	"read it back: type upper-cased, network filled, gpus gone (official build), schedule verbatim": {
		...official,
		capacity: { cpus: 1, memMb: 1, diskMb: 1, gpus: [] },
		given: ({ put }) => put(aliceFirst),
	},
	"summary while it runs (launched 09:00:02.101)": {
		...official,
		script: { "alice-first": { afterMs: 10_000 } },
		given: (stage) => runAlice(stage, 2),
	},
	"summary after success": {
		...official,
		script: { "alice-first": { afterMs: 10_000 } },
		given: async (stage) => {
			await runAlice(stage, 2);
			await stage.clock.advance(10_000);
		},
	},
	"alternative history: retries 0, the only run failed at 09:00:12.345": {
		...official,
		script: { "alice-first": { exitCode: 1, afterMs: 10_244 } },
		given: async (stage) => {
			await runAlice(stage, 0);
			await stage.clock.advance(10_244);
		},
	},
	"malformed JSON": faithful,
	"bad name": faithful,
	"update with no parents": { ...faithful, given: withReport },
	"update to be its own parent": { given: withReport },
	"create with a missing parent: accepted, then invisible": faithful,
	"list mirroring of uris": {
		given: ({ put }) =>
			put({ name: "with-uris", command: "ls", schedule: "R/2030-01-01T00:00:00Z/P1D", uris: ["http://h/a.tgz"] }),
	},
	"read it back": { given: withReport },
	"start now": withHello,
	"start now the way `curl -X PUT -d ''` sends it": withHello,
	"mark successful": withHello,
	"kill running tasks": withHello,
	delete: withHello,
	"delete a scheduled parent: the child is rewritten": {
		given: async ({ put }) => {
			await put({ name: "p", schedule: "R/2030-01-01T00:00:00Z/P1D", scheduleTimeZone: "Europe/Rome" });
			await put({ name: "k", parents: ["p"], owner: "o", runAsUser: "alice" });
		},
	},
	"job statistics without Cassandra": withHello,
	"graph, csv": {
		script: { "extract-b": [{ exitCode: 1 }, { afterMs: 60_000 }] },
		given: async (stage) => {
			const { ask, clock, put } = stage;
			for (const job of parents) await put(job);
			await put({ ...report, cpus: 1000 });
			for (const name of ["extract-a", "extract-b", "extract-b", "report"]) {
				await ask("PUT", `/v1/scheduler/job/${name}`);
				await clock.advance(10);
			}
		},
	},
	"search by name": withHello,
	"wrong credentials": { facts: { credentials: { user: "u", password: "p" } } },
	"progress, happy path (no Cassandra: a no-op)": {
		given: ({ put }) => put({ name: "etl", schedule: later, dataProcessingJobType: true }),
	},
};

it.each(exchanges.map((exchange) => [exchange.title, exchange] as const))(
	"the embedded server answers as a real one: %s",
	async (title, { request, response }) => {
		const scene = scenes[title] ?? {};
		await using stage = await openStage(scene);
		await scene.given?.(stage);
		const { status, headers, body } = await stage.ask(request.method, request.path, {
			...(request.headers === undefined ? {} : { headers: request.headers }),
			...(request.body === undefined ? {} : { body: request.body }),
		});
		expect({ status, type: headers["content-type"] }).toEqual({ status: response.status, type: response.contentType });
		expect(certainPart(body, response.match)).toBe(certainPart(response.body ?? "", response.match));
	},
);

it("every scene belongs to an exchange", () => {
	const titles = new Set(exchanges.map(({ title }) => title));
	expect(Object.keys(scenes).filter((title) => !titles.has(title))).toEqual([]);
});

function certainPart(body: string, match: Exchange["response"]["match"]): string {
	if (match === "none") return "";
	if (match === "exact") return body;
	if (match === "first-line-of-message") return String(JSON.parse(body).message).split("\n")[0] ?? "";
	return /<pre>\s*([\w.: ]+Exception: [\w.]+Exception)/.exec(body)?.[1] ?? "";
}
