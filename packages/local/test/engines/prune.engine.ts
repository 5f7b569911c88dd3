import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "@chronos-job/core";
import { Job } from "@chronos-job/schemas";
import {
	authFileOf,
	setUp,
	startEngine,
	startRegistry,
	tempDir,
	type TestEngine,
	type TestRegistry,
	whyNoEngine,
	whyNoRegistry,
} from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { engineClient, type EngineClient } from "../../src/executors/docker/engine-client.ts";
import { nameOf } from "../../src/executors/docker/launch-container.ts";
import { jobLabel, nonceLabel, sandboxLabel } from "../../src/executors/docker/plan-container.ts";
import { openPruner, type Pruner, type Removal } from "../../src/executors/docker/prune/open-pruner.ts";
import { sandboxAt } from "../attempts.ts";
import { containerExecutor, type ContainerFields, containerSpec } from "./container-attempts.ts";

const kb = 1024;
const usual = { all: false, volumes: false };

describe.each(["podman", "docker"] as const)("what jobs leave in %s", (name) => {
	const whyNot = whyNoRegistry() ?? whyNoEngine(name);
	let registry: TestRegistry;
	let engine: TestEngine;
	let client: EngineClient;
	let base: string;

	setUp(whyNot, async (open) => {
		registry = open.use(await startRegistry());
		engine = open.use(await startEngine(name, { registries: [registry.host] }));
		client = engineClient({ kind: "unix", text: engine.host, socketPath: engine.socketPath });
		base = await give("base:1", { on: engine.image, kilobytes: 800 });
	});

	/** An image that has so much more than another one, and that the registry alone has afterwards. */
	async function give(image: string, { on, kilobytes }: { readonly on: string; readonly kilobytes: number }) {
		const made = await stack(image, { on, kilobytes });
		await engine.giveAway(made, registry.login);
		return made;
	}

	async function stack(image: string, { on, kilobytes }: { readonly on: string; readonly kilobytes: number }) {
		const Cmd = ["sh", "-c", `dd if=/dev/urandom of=/srv/${kilobytes} bs=1k count=${kilobytes}`];
		const id = await client.create("stack", { Image: on, Cmd, HostConfig: { NetworkMode: "none" } });
		await client.start(id);
		await client.wait(id);
		const [repository = "", tag = ""] = `${registry.host}/${image}`.split(/:(?=[^/:]*$)/);
		const commit = { method: "POST", path: "/commit?container=stack", body: {} } as const;
		const { Id: made = "" } = await client.ask<{ readonly Id?: string }>(commit);
		await client.remove(id);
		const place = new URLSearchParams({ repo: repository, tag }).toString();
		await client.tell({ method: "POST", path: `/images/${made.replace("sha256:", "")}/tag?${place}` });
		return `${repository}:${tag}`;
	}

	/** A server whose user is known to the registry. */
	function server() {
		const home = tempDir({ ".docker/config.json": authFileOf(registry.host, registry.login) });
		const [ledger, root] = [join(home.path, "pulled"), join(home.path, "sandboxes")];
		const environment = { DOCKER_HOST: engine.host, HOME: home.path };
		const executor = containerExecutor(engine, { environment, ledger });
		return {
			ledger,
			async run(fields: ContainerFields) {
				const spec = containerSpec(engine, { command: "true", ...fields });
				const launched = await executor.start(spec, sandboxAt(join(root, spec.nonce)));
				if (launched.kind !== "running") throw new Error(launched.reason);
				return { spec, sandbox: sandboxAt(join(root, spec.nonce)), attempt: launched.attempt };
			},
			async pruner(): Promise<Pruner> {
				const opened = await openPruner({ environment, clock: systemClock, root, ledger });
				if (!("engine" in opened)) throw new Error(opened.reason);
				return opened;
			},
			[Symbol.dispose]: () => home[Symbol.dispose](),
		};
	}

	type Server = ReturnType<typeof server>;
	type Launched = Awaited<ReturnType<Server["run"]>>;

	async function runToEnd(from: Server, fields: ContainerFields) {
		const launched = await from.run(fields);
		await gone(launched);
		return launched;
	}

	/** The server knows how it ended before the engine has let go of it. */
	async function gone({ spec, attempt }: Launched) {
		await attempt.end;
		// Some engines fail over a container that they are about to remove.
		const look = () => client.findContainer(nameOf(spec.nonce)).catch(() => "going");
		while ((await look()) !== undefined) await sleep(50);
	}

	function jobOf(container: object, fields: object = {}): Job {
		const job = { name: "nightly", command: "true", schedule: "R//PT1H", ...fields };
		return Job.parse({ ...job, container: { image: "x", ...container } });
	}

	async function prune(from: Server, jobs: readonly Job[], wishes = usual): Promise<readonly Removal[]> {
		const pruner = await from.pruner();
		const removals: Removal[] = [];
		await pruner.carryOut(await pruner.plan(jobs, wishes), (removal) => removals.push(removal));
		return removals;
	}

	const planned = async (from: Server, jobs: readonly Job[] = [], wishes = usual) =>
		(await from.pruner()).plan(jobs, wishes);

	async function usedByLayers(): Promise<number> {
		const use = await client.ask<{ readonly LayersSize?: number }>({ method: "GET", path: "/system/df" });
		return use.LayersSize ?? 0;
	}

	it("is images that were pulled for them, and a layer that two have is freed once", async () => {
		const one = base;
		const shared = await stack("shared:1", { on: engine.image, kilobytes: 500 });
		const two = await give("two:1", { on: shared, kilobytes: 2000 });
		const three = await give("three:1", { on: shared, kilobytes: 3000 });
		await client.tell({ method: "DELETE", path: `/images/${shared}` });
		using from = server();
		for (const image of [one, two, three]) await runToEnd(from, { container: { image } });
		const { images, isAtMost } = await planned(from);
		expect(images.map((image) => image.name)).toEqual([one, two, three]);
		// What all stand on was there before, and stays; engines count a little for each file.
		const sizes = images.map(({ bytes = 0 }) => Math.round(bytes / kb / 100) * 100);
		expect({ sizes, isAtMost }).toEqual({ sizes: [800, 2500, 3000], isAtMost: false });
		const before = await usedByLayers();
		expect(await prune(from, [])).toMatchObject(images.map((thing) => ({ kind: "image", thing })));
		const sum = images.reduce((bytes, each) => bytes + (each.bytes ?? 0), 0);
		// Podman counts no layers.
		expect(before - (await usedByLayers())).toBe(name === "podman" ? 0 : sum);
		expect(await Promise.all([one, two, three].map((image) => client.findImage(image)))).toEqual([
			undefined,
			undefined,
			undefined,
		]);
		expect(await client.findImage(engine.image)).toBeDefined();
		expect(readdirSync(from.ledger)).toEqual([]);
	});

	it("is noted where only the user can read it", async () => {
		using from = server();
		await runToEnd(from, { container: { image: base } });
		const [note = ""] = readdirSync(from.ledger);
		expect(statSync(from.ledger).mode & 0o777).toBe(0o700);
		expect(statSync(join(from.ledger, note)).mode & 0o777).toBe(0o600);
		await prune(from, []);
	});

	it("is no image that was there before, also when it is pulled again", async () => {
		using from = server();
		const image = await give("old:1", { on: engine.image, kilobytes: 100 });
		await stack("old:1", { on: engine.image, kilobytes: 200 });
		await runToEnd(from, { container: { image } });
		await runToEnd(from, { container: { image, forcePullImage: true } });
		expect(existsSync(from.ledger)).toBe(false);
		expect(await planned(from)).toMatchObject({ images: [], kept: [] });
		await client.tell({ method: "DELETE", path: `/images/${image}` });
	});

	it("is also an older image whose name went to a newer one", async () => {
		using from = server();
		const image = await give("moving:1", { on: engine.image, kilobytes: 300 });
		await runToEnd(from, { container: { image } });
		await stackOver(image, 400);
		await runToEnd(from, { container: { image, forcePullImage: true } });
		const { images } = await planned(from, [jobOf({ image })]);
		expect(images.map((each) => each.name)).toEqual([`${image} (an older one)`]);
		expect((await prune(from, [jobOf({ image })])).map(({ refusal }) => refusal)).toEqual([undefined]);
		expect((await prune(from, [])).map(({ thing }) => thing.name)).toEqual([image]);
	});

	/** The registry has another image of that name, and the engine the one that it had. */
	async function stackOver(image: string, kilobytes: number) {
		const { Id: id = "" } = (await client.findImage(image)) ?? {};
		const short = image.slice(registry.host.length + 1);
		await stack("keep:1", { on: image, kilobytes: 1 });
		await give(short, { on: engine.image, kilobytes });
		const place = new URLSearchParams({ repo: image.replace(/:1$/, ""), tag: "1" }).toString();
		await client.tell({ method: "POST", path: `/images/${id.replace("sha256:", "")}/tag?${place}` });
		await client.tell({ method: "DELETE", path: `/images/${registry.host}/keep:1` });
	}

	it("stays where a job, a container or somebody's own name for it needs it", async () => {
		using from = server();
		const image = base;
		const launched = await from.run({ command: "sleep 60", container: { image } });
		expect(await planned(from)).toMatchObject({
			images: [],
			kept: [{ because: expect.stringMatching(/^the container/) }],
		});
		await launched.attempt.stop(0);
		await gone(launched);
		const needed = await planned(from, [jobOf({ image })]);
		expect(needed).toMatchObject({ images: [], kept: [{ kind: "image", because: "the job nightly runs in it" }] });
		expect(await planned(from, [jobOf({ image })], { all: true, volumes: false })).toMatchObject({
			images: [{ name: image }],
		});
		expect(await planned(from, [jobOf({ image }, { disabled: true })])).toMatchObject({ images: [{ name: image }] });
		await client.tell({ method: "POST", path: `/images/${image}/tag?repo=mine&tag=1` });
		expect(await planned(from)).toMatchObject({
			images: [],
			kept: [{ because: expect.stringMatching(/^somebody calls it .*mine:1$/) }],
		});
		await client.tell({ method: "DELETE", path: "/images/mine:1" });
		await prune(from, []);
	});

	it("is told of when the engine does not let it go, and the rest goes", async () => {
		using from = server();
		const other = await give("other:1", { on: engine.image, kilobytes: 50 });
		for (const image of [base, other]) await runToEnd(from, { container: { image } });
		const pruner = await from.pruner();
		const plan = await pruner.plan([], usual);
		const id = await client.create("late", { Image: base, Cmd: ["true"] });
		const removals: Removal[] = [];
		await pruner.carryOut(plan, (removal) => removals.push(removal));
		expect(removals.map(({ thing, refusal }) => [thing.name, refusal !== undefined])).toEqual([
			[base, true],
			[other, false],
		]);
		await client.remove(id);
		expect(await prune(from, [])).toMatchObject([{ thing: { name: base } }]);
	});

	it("is volumes that were made for them, which go only when that is said", async () => {
		using from = server();
		const volumes = [
			{ containerPath: "/made", hostPath: "made", mode: "RW" },
			{ containerPath: "/mine", hostPath: "mine", mode: "RW" },
		];
		const parameters = [
			{ key: "network", value: "none" },
			{ key: "volume", value: "bound:/bound" },
		];
		await client.tell({ method: "POST", path: "/volumes/create", body: { Name: "mine" } });
		const command = "dd if=/dev/urandom of=/made/x bs=1k count=300; echo x > /mine/x; echo x > /bound/x";
		await runToEnd(from, { command, container: { volumes, parameters } });
		const job = jobOf({ volumes: [volumes[0]] });
		expect(await planned(from, [job], { all: true, volumes: true })).toMatchObject({
			volumes: [{ name: "bound" }],
			kept: [{ kind: "volume", name: "made", because: "the job nightly names it" }],
		});
		expect((await planned(from)).kept.map((each) => each.name).toSorted()).toEqual(["bound", "made"]);
		const wishes = { all: false, volumes: true };
		const found = (await planned(from, [], wishes)).volumes.find((each) => each.name === "made");
		expect(Math.round((found?.bytes ?? 0) / kb / 100)).toBe(3);
		expect((await prune(from, [], wishes)).map(({ thing }) => thing.name).toSorted()).toEqual(["bound", "made"]);
		const left = await client.ask<{ readonly Volumes: readonly { readonly Name: string }[] }>({
			method: "GET",
			path: "/volumes",
		});
		expect(left.Volumes.map((each) => each.Name)).toEqual(["mine"]);
	});

	it("is containers that have ended while nobody looked, and the images under them", async () => {
		using from = server();
		const { spec, sandbox } = await runToEnd(from, { container: { image: base } });
		// As if the server had been killed before it let go.
		const Labels = { [sandboxLabel]: sandbox.directory, [nonceLabel]: spec.nonce, [jobLabel]: "nightly" };
		const Cmd = ["dd", "if=/dev/zero", "of=/x", "bs=1k", "count=200"];
		const id = await client.create("left", { Image: base, Cmd, Labels, HostConfig: { NetworkMode: "none" } });
		await client.start(id);
		await client.wait(id);
		const { containers, images } = await planned(from);
		expect(containers).toEqual([{ id, name: "nightly", bytes: 200 * kb }]);
		expect(images.map((each) => each.name)).toEqual([base]);
		expect((await prune(from, [])).map(({ kind }) => kind)).toEqual(["container", "image"]);
	});
});
