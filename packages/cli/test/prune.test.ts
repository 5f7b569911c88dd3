import { hash } from "node:crypto";
import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

const job = { name: "nightly", command: "true", runAsUser: "", schedule: "R/2030-01-01T02:00:00Z/P1D" };
const mb = 2 ** 20;

interface Fake {
	/** Images by their ids, each a layer on one that all share. */
	readonly images: Readonly<Record<string, { readonly tag: string; readonly megabytes: number }>>;
	/** What it does not let go. */
	readonly holds?: string;
	/** A name that goes to another image while everybody thinks. */
	readonly moves?: string;
	readonly volumes?: readonly string[];
}

/** An engine that answers what `local prune` asks, and writes down what it was told to remove. */
function answering({ images, holds, moves, volumes = [] }: Fake, owner: string, removed: string[]): RequestListener {
	const list = Object.entries(images).map(([Id, { tag, megabytes }]) => ({
		Id,
		RepoTags: [tag],
		Size: megabytes * mb,
	}));
	const answers: Readonly<Record<string, unknown>> = {
		"/_ping": "OK",
		"/images/json": list,
		"/containers/json": [],
		"/volumes": { Volumes: volumes.map((Name) => ({ Name, Labels: { "chronos-job.owner": owner } })) },
		"/system/df": { Volumes: volumes.map((Name) => ({ Name, UsageData: { Size: 3 * mb } })) },
	};
	const detailsOf = (word: string, isHistory: boolean) => {
		const image = list.find(({ Id, RepoTags }) => Id === word || RepoTags.includes(word));
		if (image === undefined) return undefined;
		const history = [
			{ CreatedBy: "RUN x", Size: image.Size - mb },
			{ CreatedBy: "ADD base", Size: mb },
		];
		if (isHistory) return history;
		return { ...image, ...(word === moves && { Id: "another" }), RootFS: { Layers: ["base", image.Id] } };
	};
	return ({ method, url = "" }, response) => {
		const path = decodeURIComponent(url.replace(/^\/v[\d.]+/, "").split("?")[0] ?? "");
		const [, word = "", detail] = /^\/(?:images|volumes)\/(.*?)(?:\/(json|history))?$/.exec(path) ?? [];
		response.setHeader("api-version", "1.41");
		if (method === "DELETE") {
			if (word === holds) return void response.writeHead(409).end(JSON.stringify({ message: `${word} is in use` }));
			removed.push(word);
		}
		const answer = answers[path] ?? detailsOf(word, detail === "history");
		if (answer === undefined) return void response.writeHead(404).end("{}");
		response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
	};
}

/** A machine whose engine has these, all of it pulled for its jobs. */
async function machineWith(fake: Fake, pulledBy?: string) {
	const home = tempDir({ "nightly.json": JSON.stringify({ ...job, container: { image: "hub/used:1" } }) });
	const state = `${home.path}/.local/state/chronos-job`;
	const socket = `${home.path}/engine.sock`;
	for (const [pulledAt, [id, { tag }]] of Object.entries(fake.images).entries()) {
		const engine = pulledBy ?? `unix://${socket}`;
		const note = { engine, id, name: tag, tags: [tag], pulledAt };
		const name = hash("sha256", JSON.stringify([engine, id, tag]));
		home.write(`.local/state/chronos-job/pulled/${name}.json`, JSON.stringify(note));
	}
	mkdirSync(state, { recursive: true });
	chmodSync(state, 0o700);
	const removed: string[] = [];
	const server = createServer(answering(fake, `${state}/pulled`, removed)).listen(socket);
	await once(server, "listening");
	const machine = memoryMachine(home.path);
	return {
		removed,
		notes: () => readdirSync(`${state}/pulled`).length,
		async type(words: readonly string[], options: object = {}) {
			const env = { HOME: home.path, PATH: process.env["PATH"] ?? "", DOCKER_HOST: `unix://${socket}` };
			const host = machine.host({ env, ...options });
			const exit = await main(words, host);
			return { exit, ...host.written, questions: host.questions };
		},
		async [Symbol.asyncDispose]() {
			await machine[Symbol.asyncDispose]();
			server.close();
			home[Symbol.dispose]();
		},
	};
}

const two: Fake = {
	images: { i: { tag: "hub/one:1", megabytes: 3 }, k: { tag: "hub/two:1", megabytes: 5 } },
	volumes: ["results"],
};

describe("local prune", () => {
	it("shows what it would remove and frees, and what stays", async () => {
		await using machine = await machineWith(two);
		expect(await machine.type(["local", "prune", "--dry-run"])).toMatchObject({
			exit: 0,
			stdout: `- image      hub/one:1  3 MB
- image      hub/two:1  4 MB
  kept       volume results: volumes hold data, and are removed with --volumes only
2 images to remove, which frees 7 MB
`,
			stderr: "",
		});
		expect(machine.removed).toEqual([]);
	});

	it("removes nothing unless somebody says so", async () => {
		await using machine = await machineWith(two);
		expect(await machine.type(["local", "prune"])).toMatchObject({
			exit: 2,
			stderr: expect.stringContaining("nobody is there to answer: remove 2 images, which frees 7 MB?"),
		});
		expect(machine.removed).toEqual([]);
	});

	it("removes what it has shown, and forgets it", async () => {
		await using machine = await machineWith(two);
		const { exit, stdout } = await machine.type(["local", "prune", "--yes", "--volumes"]);
		expect({ exit, stdout, removed: machine.removed, notes: machine.notes() }).toEqual({
			exit: 0,
			stdout: `removed      image      hub/one:1  3 MB
removed      image      hub/two:1  4 MB
removed      volume     results  3 MB
freed 10 MB
`,
			removed: ["hub/one:1", "hub/two:1", "results"],
			notes: 0,
		});
	});

	it("goes on after what the engine does not let go, and answers that something is left", async () => {
		await using machine = await machineWith({ ...two, holds: "hub/one:1" });
		const { exit, stdout } = await machine.type(["local", "prune", "--yes"]);
		expect({ exit, stdout, removed: machine.removed, notes: machine.notes() }).toEqual({
			exit: 1,
			stdout: `still there  image      hub/one:1: hub/one:1 is in use
removed      image      hub/two:1  4 MB
freed up to 4 MB; 1 of 2 are still there
`,
			removed: ["hub/two:1"],
			notes: 1,
		});
	});

	it("leaves a name alone that has gone to another image meanwhile", async () => {
		await using machine = await machineWith({ ...two, moves: "hub/one:1" });
		const { exit, stdout } = await machine.type(["local", "prune", "--yes"]);
		expect({ exit, removed: machine.removed }).toEqual({ exit: 1, removed: ["hub/two:1"] });
		expect(stdout).toContain("still there  image      hub/one:1: hub/one:1 has become another image\n");
	});

	it.each(["running", "stopped"])("spares the image of a job that is enabled, the server being %s", async (is) => {
		await using machine = await machineWith({ images: { ...two.images, u: { tag: "hub/used:1", megabytes: 2 } } });
		expect(await machine.type(["submit", "nightly.json", "--yes"])).toMatchObject({ exit: 0 });
		if (is === "stopped") await machine.type(["local", "stop"]);
		const { stdout } = await machine.type(["local", "prune", "--dry-run", "--output", "json"]);
		expect(JSON.parse(stdout)).toMatchObject({
			outcome: "planned",
			images: [{ name: "hub/one:1", bytes: 2 * mb }, { name: "hub/two:1" }],
			kept: [{ kind: "image", name: "hub/used:1", because: "the job nightly runs in it" }],
			bytes: 6 * mb,
			atMost: false,
		});
		expect((await machine.type(["local", "prune", "--all", "--dry-run"])).stdout).toContain("3 images to remove");
	});

	it("names the engine that has more", async () => {
		await using machine = await machineWith(two, "unix:///elsewhere.sock");
		expect((await machine.type(["local", "prune"])).stdout)
			.toBe(`  kept       volume results: volumes hold data, and are removed with --volumes only
nothing to remove
2 images more: \`DOCKER_HOST=unix:///elsewhere.sock chronos-job local prune\`
`);
	});

	it("says that there is no engine only where one has pulled something", async () => {
		await using machine = await machineWith(two);
		const env = (HOME: string) => ({ env: { HOME, DOCKER_HOST: "unix:///nonexistent/engine.sock" } });
		using elsewhere = tempDir();
		expect(await machine.type(["local", "prune"], env(elsewhere.path))).toMatchObject({
			exit: 0,
			stdout: "nothing to remove\n",
		});
	});

	it("names each volume in its question", async () => {
		await using machine = await machineWith({ images: {}, volumes: ["results", "cache"] });
		const { exit, questions } = await machine.type(["local", "prune", "--volumes"], { answers: ["n"] });
		expect({ exit, removed: machine.removed }).toEqual({ exit: 1, removed: [] });
		expect(questions).toEqual(["remove 2 volumes with all that is in results, cache, which frees 6 MB? [y/N] "]);
	});
});
