import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { tempDir, type TempDir } from "../temp-dir.ts";
import { askEngine } from "./ask-engine.ts";
import { importImage, layOutRoot, whyNoImage } from "./busybox-image.ts";
import { engineKinds } from "./engine-kinds.ts";
import { giveAway } from "./give-away.ts";
import { moveIn, ordinaryUser } from "./ordinary-user.ts";
import type { EngineKind, EngineWishes, TestEngine } from "./test-engine.ts";

/** Why there is no such engine to test with on this machine. */
export function whyNoEngine(name: TestEngine["name"]): string | undefined {
	if (process.getuid?.() !== 0) return `the tests of ${name} start a service of their own, which takes root`;
	const [program = ""] = engineKinds[name].command("", "", false);
	const missing = [program, "runc"].find((one) => spawnSync(one, ["--version"]).error !== undefined);
	return missing === undefined ? whyNoImage() : `${missing} is not installed`;
}

/** Why it could not bridge networks and map ports here. */
export function whyNoNetwork(name: TestEngine["name"]): string | undefined {
	if (name === "podman" && !existsSync("/usr/lib/cni/bridge")) return "containernetworking-plugins is not installed";
	const [enter] = apart;
	const missing = ["iptables", enter].find((one) => spawnSync(one, ["--version"]).error !== undefined);
	if (missing !== undefined) return `${missing} is not installed`;
	return spawnSync(enter, ["--net", "true"]).status === 0 ? undefined : "networks cannot be made here";
}

/** Starts a service with a storage of its own; all of it is gone afterwards. */
export async function startEngine(name: TestEngine["name"], wishes: EngineWishes = {}): Promise<TestEngine> {
	const { registries, owner, ...others } = { ...usual, ...wishes };
	const kind: EngineKind = engineKinds[name];
	const folder = tempDir();
	for (const [file, text] of Object.entries(kind.files(folder.path, registries))) folder.write(file, text);
	const root = join(folder.path, "root");
	mkdirSync(root);
	layOutRoot(root);
	// Where an engine of that name is looked for without being told.
	const socketPath = join(folder.path, name === "podman" ? "podman/podman.sock" : "docker.sock");
	const asUser = owner === "root" ? [] : moveIn(folder, { ranges: owner === "rootless" });
	for (const each of ["podman", "storage", "run"]) giveTo(owner, join(folder.path, each));
	const service: Service = { kind, folder, socketPath, ...others, asUser, child: undefined };
	await start(service);
	const makeImage: TestEngine["makeImage"] = async (image, changes) => {
		await importImage(socketPath, root, { name: image, changes });
		return image;
	};
	return {
		name,
		host: `unix://${socketPath}`,
		socketPath,
		program: { command: kind.program(socketPath), environment: environmentOf(service) },
		image: await makeImage("localhost/busybox:1", []),
		makeImage,
		giveAway: (image, login) => giveAway(socketPath, image, login),
		removeAll: () => removeAll(service),
		stop: () => stop(service),
		start: () => start(service),
		pause: () => service.child?.kill("SIGSTOP"),
		resume: () => service.child?.kill("SIGCONT"),
		asUser,
		[Symbol.asyncDispose]: async () => {
			service.child?.kill("SIGCONT");
			await removeAll(service);
			await stop(service);
			endWatchers(folder.path);
			unmountBelow(folder.path);
			folder[Symbol.dispose]();
		},
	};
}

const usual = { registries: [], hasNetwork: false, words: [], within: [], owner: "root" } as const;

interface Service {
	readonly kind: EngineKind;
	readonly folder: TempDir;
	readonly socketPath: string;
	readonly hasNetwork: boolean;
	readonly words: readonly string[];
	readonly within: readonly string[];
	readonly asUser: readonly string[];
	child: ChildProcess | undefined;
}

async function start(service: Service): Promise<void> {
	const { kind, folder, socketPath, hasNetwork, within, asUser } = service;
	const command = [...within, ...asUser, ...kind.command(folder.path, socketPath, hasNetwork), ...service.words];
	const [program = "", ...words] = hasNetwork ? [...apart, ...command] : command;
	const log = openSync(join(folder.path, "service.log"), "a");
	const environment = environmentOf(service);
	const child = spawn(program, words, { cwd: "/", env: environment, stdio: ["ignore", log, log] });
	closeSync(log);
	service.child = child;
	for (let tries = 0; tries < 300; tries += 1) {
		if (child.exitCode !== null) break;
		if (await isUp(socketPath)) return;
		await sleep(50);
	}
	const said = readFileSync(join(folder.path, "service.log"), "utf8").trim().split("\n").slice(-3).join("\n");
	await stop(service);
	throw new Error(`${kind.name} does not start: ${said}`);
}

function environmentOf({ kind, folder: { path }, asUser }: Service): Readonly<Record<string, string>> {
	const session = asUser.length > 0 ? { XDG_RUNTIME_DIR: path } : {};
	return { PATH: process.env["PATH"] ?? "", HOME: path, ...session, ...kind.environment(path) };
}

function giveTo(owner: EngineWishes["owner"], directory: string): void {
	mkdirSync(directory);
	if (owner !== "root") chownSync(directory, ordinaryUser.uid, ordinaryUser.gid);
}

// It goes with the last process that is in it.
const apart = ["unshare", "--net", "sh", "-c", 'busybox ip link set lo up && exec "$0" "$@"'] as const;

function isUp(socketPath: string): Promise<boolean> {
	return askEngine(socketPath, ["GET", "/_ping"]).then(
		({ status }) => status === 200,
		() => false,
	);
}

async function stop({ child }: Service): Promise<void> {
	if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, "exit");
	// One that is paused would not hear it.
	child.kill("SIGCONT");
	child.kill("SIGTERM");
	const patience = new AbortController();
	await Promise.race([ended, sleep(10_000, undefined, { signal: patience.signal }).then(() => child.kill("SIGKILL"))]);
	patience.abort();
	await ended;
}

async function removeAll({ socketPath, child }: Service): Promise<void> {
	if (child === undefined || child.exitCode !== null) return;
	const { text } = await askEngine(socketPath, ["GET", "/v1.41/containers/json?all=true"]);
	for (const { Id: id } of JSON.parse(text) as readonly { readonly Id: string }[]) {
		await askEngine(socketPath, ["DELETE", `/v1.41/containers/${id}?force=true&v=true`]);
	}
}

/** Podman watches what was begun inside of a container for minutes after its end, and without root goes on beside itself. */
function endWatchers(folder: string): void {
	for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
		const [program = "", ...words] = commandOf(pid);
		if (/(?:conmon|podman)$/.test(program) && words.some((word) => word.includes(`${folder}/`)))
			process.kill(Number(pid));
	}
}

function commandOf(pid: string): readonly string[] {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
	} catch {
		return [];
	}
}

/** Docker leaves some behind when it lets containers live. */
function unmountBelow(folder: string): void {
	const places = readFileSync("/proc/mounts", "utf8").matchAll(/^\S+ (\S+)/gm);
	const own = Array.from(places, ([, place = ""]) => place).filter((place) => place.startsWith(`${folder}/`));
	for (const place of own.toReversed()) spawnSync("umount", ["-l", place]);
}
