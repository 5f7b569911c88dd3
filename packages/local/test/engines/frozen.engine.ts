import { once } from "node:events";
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "@chronos-job/core";
import { setUp, startEngine, tempDir, type TempDir, type TestEngine, whyNoEngine } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { findEngine } from "../../src/executors/docker/find-engine.ts";
import { surveyEngines } from "../../src/executors/docker/survey-engines.ts";
import { type LocalServer, memoryStore, scriptedExecutor, startLocal } from "../../src/index.ts";
import { containerExecutor } from "./container-attempts.ts";

const whyNot = whyNoEngine("docker") ?? whyNoEngine("podman");
let docker: TestEngine;
let podman: TestEngine;

setUp(whyNot, async (open) => {
	[docker, podman] = [open.use(await startEngine("docker")), open.use(await startEngine("podman"))];
});

describe("of two engines one of which is broken", () => {
	/** What makes the socket that comes first a bad one, and what is said about it. */
	const faults: readonly (readonly [name: string, spoil: Spoil, said: readonly [says: string, hint: RegExp]])[] = [
		["was left behind by a dead one", leaveBehind, ["is there, and nobody answers at it", /dockerd/]],
		["is an ordinary file", (socket) => writeFileSync(socket, ""), ["is there, and nobody answers at it", /dockerd/]],
		["belongs to something else", pretend, ["is there, and what answers is no engine", /dockerd/]],
		["takes calls and answers none", freeze, ["has not answered for 5 s", /pkill -KILL -x dockerd|restart docker/]],
	];

	it.each(faults)(
		"the other one is taken when the first %s, and the first is told of",
		async (_, spoil, [says, hint]) => {
			using runtime = tempDir();
			const [first, second] = [join(runtime.path, "docker.sock"), join(runtime.path, "podman/podman.sock")];
			mkdirSync(join(runtime.path, "podman"));
			symlinkSync(podman.socketPath, second);
			await using _spoiled = await spoiled(spoil, first, runtime);
			const search = { environment: { XDG_RUNTIME_DIR: runtime.path }, isRoot: true, clock: systemClock };
			const startedAt = performance.now();
			const found = await findEngine(search);
			expect(performance.now() - startedAt).toBeLessThan(4500);
			expect(found.available).toBe(true);
			const survey = (await surveyEngines(search)).filter(({ place }) => place.includes(runtime.path));
			expect(survey).toEqual([
				{ place: `unix://${first}`, reason: `unix://${first} ${says}`, hint: expect.stringMatching(hint) },
				{ place: `unix://${second}`, client: expect.anything() },
			]);
			const place = found.available ? found.client.endpoint.text : "";
			// A machine that has an engine of its own answers with that one.
			expect([`unix://${second}`, "unix:///var/run/docker.sock"]).toContain(place);
		},
	);
});

type Spoil = (socket: string, folder: TempDir) => unknown;

async function spoiled(spoil: Spoil, socket: string, folder: TempDir): Promise<AsyncDisposable> {
	const end = await spoil(socket, folder);
	return { [Symbol.asyncDispose]: async () => void (typeof end === "function" && (await end())) };
}

async function leaveBehind(socket: string, folder: TempDir): Promise<void> {
	const other = join(folder.path, "other.sock");
	const server = createServer().listen(other);
	await once(server, "listening");
	renameSync(other, socket);
	server.close();
}

async function pretend(socket: string): Promise<() => void> {
	const server = createServer((_, answer) => answer.end("<html>hello</html>")).listen(socket);
	await once(server, "listening");
	return () => server.close();
}

function freeze(socket: string): () => void {
	symlinkSync(docker.socketPath, socket);
	docker.pause();
	return () => docker.resume();
}

describe.each(["podman", "docker"] as const)("while %s is away", (name) => {
	const get = () => (name === "podman" ? podman : docker);

	async function openServer(sandboxRoot: string): Promise<LocalServer> {
		const containers = containerExecutor(get());
		const executor = scriptedExecutor({});
		return startLocal({ store: memoryStore(), executor, containers, sandboxRoot, credentials: "none" });
	}

	const jobOf = (job: string, fields: object) => ({
		name: job,
		schedule: "R1//PT1H",
		runAsUser: "",
		cpus: 0.1,
		...fields,
		container: { image: get().image, parameters: [{ key: "network", value: "none" }] },
	});

	const textFrom = async (server: LocalServer, path: string) => (await server.fetch(path)).text();
	const outputOf = (server: LocalServer, job: string) => textFrom(server, `/local/v1/jobs/${job}/logs/stdout`);

	async function until(isSo: () => Promise<boolean>): Promise<void> {
		while (!(await isSo())) await sleep(50);
	}

	const talking = "i=0; while [ $i -lt 60 ]; do echo $i; i=$((i+1)); sleep 0.1; done";
	const all = Array.from({ length: 60 }, (_, index) => `${index}\n`).join("");
	const ways = [
		["frozen", (engine: TestEngine) => engine.pause(), (engine: TestEngine) => engine.resume()],
		["stopped", (engine: TestEngine) => engine.stop(), (engine: TestEngine) => engine.start()],
	] as const;

	it.each(ways)(
		"(%s) the server answers, nothing is lost, and what waited runs afterwards",
		async (way, leave, comeBack) => {
			using directory = tempDir();
			await using server = await openServer(join(directory.path, "sandboxes"));
			const bare = { command: "/bin/sh", arguments: ["-c", talking], shell: false };
			await server.submit([jobOf("writes", { command: talking }), jobOf("speaks", bare)]);
			for (const job of ["writes", "speaks"]) await until(async () => (await outputOf(server, job)).includes("1\n"));
			await leave(get());
			await server.submit(jobOf("late", { command: "echo here" }));
			let slowestMs = 0;
			const why = async () => {
				const startedAt = performance.now();
				const text = await textFrom(server, "/local/v1/jobs/late/why");
				slowestMs = Math.max(slowestMs, performance.now() - startedAt);
				return text;
			};
			await until(async () => /has not answered for 5 s|nobody answers|is not there/.test(await why()));
			// Both jobs end in the meantime.
			for (let looks = 0; looks < 30; looks += 1) await Promise.all([why(), sleep(200)]);
			expect(slowestMs).toBeLessThan(3000);
			await comeBack(get());
			const isSettled = async (job: string) => /"outcome"/.test(await textFrom(server, `/local/v1/jobs/${job}/runs`));
			for (const job of ["writes", "speaks", "late"]) await until(() => isSettled(job));
			const outcomes = ["writes", "speaks", "late"].map(async (job) => {
				const runs = await textFrom(server, `/local/v1/jobs/${job}/runs`);
				return [job, /"outcome":"(\w+)"/.exec(runs)?.[1], await outputOf(server, job)];
			});
			const [writes, speaks, late] = await Promise.all(outcomes);
			expect([writes, late]).toEqual([
				["writes", "succeeded", all],
				["late", "succeeded", "here\n"],
			]);
			// Docker forgets what a container says that ends while no service runs; what commands write themselves is whole.
			const isForgetful = name === "docker" && way === "stopped";
			const part = isForgetful ? all.slice(0, speaks?.[2]?.length) : all;
			expect(speaks).toEqual(["speaks", "succeeded", part]);
		},
	);
});
