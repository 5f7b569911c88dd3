import { createHash, randomUUID } from "node:crypto";
import { access, mkdir, readdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "@chronos-job/core";
import { measureDirectory } from "../../sandbox/measure-directory.ts";
import { removeDirectory } from "../../sandbox/remove-directory.ts";
import type { Credentials } from "../docker/parse-auth-file.ts";
import { registryOf } from "../docker/registry-of.ts";
import type { PullProgress } from "../executor.ts";
import type { Processes } from "../processes.ts";
import type { ApptainerProgram } from "./apptainer-program.ts";
import type { PulledSource } from "./apptainer-source.ts";
import { runPull } from "./run-pull.ts";

/** Images that were pulled, as files; who asks for one that is being pulled waits for the same pull. */
export interface SifStore {
	/** Answers its file, or why it cannot be had. */
	have(source: PulledSource, how: HowToPull): Promise<PulledImage>;
}

export type PulledImage =
	| { readonly kind: "pulled"; readonly file: string }
	| { readonly kind: "failed"; readonly reason: string };

export interface HowToPull {
	readonly program: ApptainerProgram;
	/** Pulls it even when it is there. */
	readonly fresh: boolean;
	/** For its registry; asked for only when something is pulled. */
	readonly credentials: () => Promise<Credentials | undefined>;
	/** Hears how far it has come. */
	readonly hear?: ((pull: PullProgress) => void) | undefined;
	/** Fires when it is not wanted any more; what nobody wants is not pulled any further. */
	readonly signal?: AbortSignal | undefined;
}

export interface SifStoreOptions {
	/** Where the files are kept. */
	readonly directory: string;
	readonly processes: Pick<Processes, "run">;
	readonly clock: Clock;
	/** What the program finds. */
	readonly environment: Readonly<Record<string, string>>;
}

export function sifStore(options: SifStoreOptions): SifStore {
	const pulls = new Map<string, Pull>();
	const forget = (file: string, known: Pull): unknown => pulls.get(file) === known && pulls.delete(file);
	const begin = (file: string, source: PulledSource, how: HowToPull): Pull => {
		const waiters = new Set<HowToPull>();
		const over = new AbortController();
		const tell: Listener = (progress) => waiters.forEach(({ hear }) => hear?.(progress));
		const asked = { ...how, file, source, tell, signal: over.signal };
		const begun: Pull = { waiters, over, end: pull(asked, options).finally(() => forget(file, begun)) };
		pulls.set(file, begun);
		return begun;
	};
	return {
		have: async (source, how) => {
			const file = join(options.directory, fileNameOf(source.uri));
			if (!how.fresh && (await isThere(file))) return { kind: "pulled", file };
			const known = pulls.get(file) ?? begin(file, source, how);
			known.waiters.add(how);
			return orLeave(known, how, () => forget(file, known));
		},
	};
}

type Listener = (pull: PullProgress) => void;

interface Pull {
	readonly waiters: Set<HowToPull>;
	readonly end: Promise<PulledImage>;
	/** Ends it when nobody waits any more. */
	readonly over: AbortController;
}

function orLeave({ waiters, end, over }: Pull, how: HowToPull, forget: () => unknown): Promise<PulledImage> {
	const { signal } = how;
	if (signal === undefined) return end;
	return new Promise((resolve) => {
		const leave = (): void => {
			waiters.delete(how);
			if (waiters.size === 0) forget();
			if (waiters.size === 0) over.abort("unwanted");
			resolve({ kind: "failed", reason: "it is not wanted any more" });
		};
		void end.then(resolve).finally(() => signal.removeEventListener("abort", leave));
		if (signal.aborted) leave();
		else signal.addEventListener("abort", leave, { once: true });
	});
}

/** A name that people can read, and that no other image has. */
export function fileNameOf(uri: string): string {
	const words = uri.replace(/^[a-z-]+:\/\//, "").replaceAll(/[^\w.-]+/g, "_");
	return `${words.slice(0, 100)}-${createHash("sha256").update(uri).digest("hex").slice(0, 12)}.sif`;
}

async function isThere(file: string): Promise<boolean> {
	return access(file).then(
		() => true,
		() => false,
	);
}

interface Asked extends Pick<HowToPull, "program" | "credentials"> {
	readonly file: string;
	readonly source: PulledSource;
	readonly tell: Listener;
	readonly signal: AbortSignal;
}

async function pull(asked: Asked, options: SifStoreOptions): Promise<PulledImage> {
	const { source, file } = asked;
	// Another program may pull the same one.
	const folder = `${file}.${randomUUID()}.pull`;
	try {
		await removeLeftovers(options);
		await mkdir(folder, { recursive: true, mode: 0o700 });
		const reason = await fetchInto(folder, asked, options);
		if (reason !== undefined) return failure(source, reason);
		await rename(join(folder, "image.sif"), file);
		return { kind: "pulled", file };
	} catch (error) {
		return failure(source, error instanceof Error ? error.message : String(error));
	} finally {
		await removeDirectory(folder).catch(() => undefined);
	}
}

/** What a killed program was pulling. */
async function removeLeftovers({ directory, clock }: SifStoreOptions): Promise<void> {
	const names = await readdir(directory).catch(() => []);
	for (const name of names.filter((each) => each.endsWith(".pull"))) {
		const path = join(directory, name);
		// oxlint-disable-next-line eslint/no-await-in-loop -- there are hardly ever any
		const facts = await stat(path).catch(() => undefined);
		// oxlint-disable-next-line eslint/no-await-in-loop -- see above
		if (facts !== undefined && clock.now() - facts.mtimeMs > longestPullMs) await removeDirectory(path);
	}
}

const longestPullMs = 86_400_000;

function failure({ uri, dockerName = uri }: PulledSource, reason: string): PulledImage {
	return { kind: "failed", reason: `the image ${dockerName} cannot be pulled: ${reason}` };
}

/** Answers why it cannot be had. */
async function fetchInto(folder: string, asked: Asked, options: SifStoreOptions): Promise<string | undefined> {
	const login = await asked.credentials();
	using _ = tellRegularly(folder, asked, options.clock);
	const reason = await runPull(folder, { ...asked, login, words: [] }, options);
	// As engines do: the registry of this machine may speak plain HTTP.
	if (reason?.includes("HTTP response to HTTPS client") === true && isLoopback(asked.source)) {
		return runPull(folder, { ...asked, login, words: ["--no-https"] }, options);
	}
	return reason;
}

function isLoopback({ dockerName = "" }: PulledSource): boolean {
	return /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/.test(registryOf(dockerName).host);
}

function tellRegularly(folder: string, { source, tell }: Asked, clock: Clock): Disposable {
	const ended = new AbortController();
	const image = source.dockerName ?? source.uri;
	const look = async (): Promise<void> => {
		while (!ended.signal.aborted) {
			// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
			tell({ image, bytes: await measureDirectory(folder, mostEntries) });
			// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
			await clock.sleep(lookMs, ended.signal).catch(() => undefined);
		}
	};
	// A folder that cannot be measured says nothing.
	void look().catch(() => undefined);
	return { [Symbol.dispose]: () => ended.abort("pulled") };
}

const lookMs = 1000;
const mostEntries = 10_000;
