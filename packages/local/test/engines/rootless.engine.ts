import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdirSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { systemClock } from "@chronos-job/core";
import {
	moveIn,
	ordinaryUser,
	seenFrom,
	setUp,
	startEngine,
	tempDir,
	type TestEngine,
	whyNoEngine,
	whyNoOrdinaryUser,
} from "@chronos-job/testkit";
import { beforeEach, describe, expect, it } from "vitest";
import { describeEngine } from "../../src/executors/docker/describe-engine.ts";
import { engineClient } from "../../src/executors/docker/engine-client.ts";
import type { Asked, Report } from "./serve-as-user.ts";

const { uid, gid, name: userName } = ordinaryUser;

interface Place {
	readonly folder: string;
	/** Runs a command as that user. */
	readonly asUser: readonly string[];
	readonly environment?: Readonly<Record<string, string>>;
}

/** A server of that user runs the jobs to their ends. */
function serve({ folder, asUser, environment = {} }: Place, jobs: Asked["jobs"], doomed?: string): Report {
	const directory = join(folder, "sandboxes");
	mkdirSync(directory);
	chownSync(directory, uid, gid);
	const program = seenFrom(folder, fileURLToPath(new URL("serve-as-user.ts", import.meta.url)));
	const asked: Asked = { directory, jobs, doomed };
	const node = [seenFrom(folder, process.execPath), "--conditions=@chronos-job/source", program, JSON.stringify(asked)];
	const [command = "", ...words] = [...asUser, ...node];
	const env = { PATH: process.env["PATH"] ?? "", HOME: folder, XDG_RUNTIME_DIR: folder, ...environment };
	const ran: SpawnSyncReturns<string> = spawnSync(command, words, { cwd: "/", env, encoding: "utf8", timeout: 55_000 });
	if (ran.status !== 0) throw new Error(`the server of ${userName} failed: ${ran.stderr}`);
	return JSON.parse(ran.stdout) as Report;
}

/** Leaves what only its owner can look into. */
const leaving = 'cd "$MESOS_SANDBOX"; id -u; mkdir -p d/e; echo x > d/e/f; chmod 700 d; echo odd >&2';
const hungry = "x=$(head -c 100000000 /dev/zero | tr '\\0' x); echo ${#x}";

type Job = Asked["jobs"][number];

type JobFields = Readonly<Record<string, unknown>> & { readonly container?: object };

function jobOf(name: string, image: string, { container = {}, ...fields }: JobFields): Job {
	const boxed = { image, parameters: [{ key: "network", value: "none" }], ...container };
	return { name, schedule: "R1//PT1H", cpus: 0.1, command: leaving, ...fields, container: boxed };
}

/** How it ended, and what it said. */
function endsIn({
	jobs,
}: Report): Readonly<Record<string, readonly [outcome: string, stdout: string, stderr: string]>> {
	return Object.fromEntries(
		Object.entries(jobs).map(([name, { runs, stdout, stderr }]) => [
			name,
			[/"outcome":"(\w+)"/.exec(runs)?.[1] ?? "", stdout, stderr],
		]),
	);
}

const ownersIn = ({ owners }: Report) => new Set(owners.map((line) => line.split(" ")[0]));

describe("Podman of an ordinary user", () => {
	const whyNot = whyNoEngine("podman") ?? whyNoOrdinaryUser();
	let engine: TestEngine;
	let report: Report;

	setUp(whyNot, async (open) => {
		engine = open.use(await startEngine("podman", { owner: "rootless" }));
		const folder = dirname(dirname(engine.socketPath));
		// Docker of the machine, which is not for everybody.
		const forbidden = open.adopt(createServer().listen(join(folder, "docker.sock")), (server) => void server.close());
		await once(forbidden, "listening");
		chmodSync(join(folder, "docker.sock"), 0o600);
		const image = await engine.makeImage("localhost/inside:1", ["USER inside"]);
		const { image: plain } = engine;
		const jobs = [
			jobOf("plain", plain, {}),
			jobOf("named", plain, { runAsUser: "inside" }),
			jobOf("imaged", image, {}),
			jobOf("nobody", plain, { runAsUser: "stranger", retries: 0 }),
			jobOf("bare", plain, { command: "/bin/sh", arguments: ["-c", "id -u; echo odd >&2"], shell: false }),
			jobOf("hungry", plain, { command: hungry, mem: 32 }),
			jobOf("doomed", plain, { command: `echo here; trap "echo heard; exit 9" TERM; sleep 600 & wait` }),
		];
		report = serve({ folder, asUser: engine.asUser }, jobs, "doomed");
	});

	it("is found without being told, and Docker that is not for this user is told of", () => {
		const folder = dirname(dirname(engine.socketPath));
		expect(report.user).toBe(userName);
		expect(report.engines).toEqual([
			`unix://${folder}/docker.sock is there, and this user may not use it. Run \`sudo usermod -aG docker $USER && newgrp docker\`.`,
			`unix://${engine.socketPath}`,
		]);
	});

	it("runs jobs and kills them: its root is the user, and others are what the image knows", () => {
		expect(endsIn(report)).toMatchObject({
			plain: ["succeeded", "0\n", "odd\n"],
			named: ["succeeded", "4321\n", "odd\n"],
			imaged: ["succeeded", "4321\n", "odd\n"],
			bare: ["succeeded", "0\n", "odd\n"],
			nobody: ["failed", "", ""],
			doomed: ["killed", "here\nheard\n", ""],
		});
		expect(report.jobs["nobody"]?.why).toMatch(/the container cannot be (?:made|started): .*stranger/);
	});

	it("leaves nothing to the user that is not the user's and cannot be removed", () => {
		expect(ownersIn(report)).toEqual(new Set([String(uid)]));
		expect(report.owners.filter((line) => line.endsWith("d/e/f"))).toHaveLength(3);
		expect(report.left).toEqual([]);
	});

	it("says beforehand whether it keeps jobs within their memory", async () => {
		const client = engineClient({ kind: "unix", text: engine.host, socketPath: engine.socketPath });
		const { name, traits, lacks } = await describeEngine(client, systemClock);
		expect([name, traits.isRootless, traits.seesFiles]).toEqual([expect.stringMatching(/^Podman \d/), true, true]);
		const isUnlimited = lacks.some(({ message }) => message.includes("does not keep containers within their memory"));
		const isWarned = report.jobs["hungry"]?.why.includes("does not keep it within its 32 MB of memory");
		expect([endsIn(report)["hungry"]?.[0], isWarned]).toEqual([isUnlimited ? "succeeded" : "failed", isUnlimited]);
	});
});

describe("Podman of an ordinary user without ids to give away", () => {
	const whyNot = whyNoEngine("podman") ?? whyNoOrdinaryUser();
	beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));

	it("runs what is root's, refuses the rest with what helps, and says so beforehand", async () => {
		await using engine = await startEngine("podman", { owner: "single" });
		const place = { folder: dirname(dirname(engine.socketPath)), asUser: engine.asUser };
		const report = serve(place, [
			jobOf("plain", engine.image, {}),
			jobOf("named", engine.image, { runAsUser: "inside", retries: 0 }),
		]);
		expect(endsIn(report)).toEqual({ plain: ["succeeded", "0\n", "odd\n"], named: ["failed", "", ""] });
		const hint =
			"Run `sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $USER && podman system migrate`.";
		const because = "this engine has no user but root to give to containers";
		expect(report.jobs["named"]?.why).toContain(`${because}. ${hint}`);
		const client = engineClient({ kind: "unix", text: engine.host, socketPath: engine.socketPath });
		const { lacks } = await describeEngine(client, systemClock);
		expect(lacks).toContainEqual({ message: expect.stringContaining("no user but root"), hint });
	});
});

describe("Docker of root that an ordinary user may use", () => {
	const whyNot = whyNoEngine("docker") ?? whyNoOrdinaryUser();
	beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));

	it("runs jobs as that user unless they want somebody else, and gives back what those have left", async () => {
		await using engine = await startEngine("docker", { words: [`--group=${gid}`] });
		chmodSync(dirname(engine.socketPath), 0o711);
		using home = tempDir();
		const place = { folder: home.path, asUser: moveIn(home), environment: { DOCKER_HOST: engine.host } };
		const report = serve(place, [
			jobOf("own", engine.image, {}),
			jobOf("rooted", engine.image, { container: { parameters: [{ key: "user", value: "0:0" }] } }),
			jobOf("named", engine.image, { runAsUser: "inside" }),
		]);
		expect(endsIn(report)).toEqual({
			own: ["succeeded", `${uid}\n`, "odd\n"],
			rooted: ["succeeded", "0\n", "odd\n"],
			named: ["succeeded", "4321\n", "odd\n"],
		});
		expect(ownersIn(report)).toEqual(new Set([String(uid)]));
		expect(report.left).toEqual([]);
		expect(readdirSync(join(home.path, "sandboxes"))).toEqual([]);
	});
});
