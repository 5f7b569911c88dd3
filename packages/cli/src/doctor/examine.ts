import { addressesOf, ChronosError, resolveTarget, type ResolvedTarget } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import type { TargetArgs } from "../command/target-args.ts";
import { type Check, checkContext } from "../context/check-context.ts";
import { loadConfig, type LoadedConfig } from "../context/load-config.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { examineNetwork } from "./examine-network.ts";
import { examinePlace } from "./examine-place.ts";
import { examineServer } from "./examine-server.ts";

type Examining = Pick<Session, "host" | "note" | "connectToRead">;

/** From the configuration to the jobs; what depends on something that fails is left out. */
export async function examine(session: Examining, args: TargetArgs): Promise<readonly Diagnosis[]> {
	const { host } = session;
	const loaded = await orDiagnosis("config", () => loadConfig(host));
	if ("state" in loaded) return [loaded];
	const resolved = await orDiagnosis("address", () => resolve(session, loaded, args));
	if ("state" in resolved) return [resolved];
	const place = [...examinePlace(host, loaded, resolved), ...(await examineNetwork(host, resolved))];
	// Asking where nobody listens would only say the same again.
	if (place.some(({ state }) => state === "fails")) return place;
	const { checks, exit } = await checkContext(session, resolved);
	const way = [...place, ...checks.map((check) => diagnosisOf(check, resolved))];
	if (exit !== 0) return way;
	// Whether the engines and GPUs of another machine are in order cannot be seen from here.
	const machine = resolved.context === undefined ? await machineOf(session, args) : [];
	return [...way, ...machine, ...(await jobsOf(session, args))];
}

function resolve({ host }: Examining, { config }: LoadedConfig, { context }: TargetArgs): ResolvedTarget {
	return resolveTarget(config, { context, env: host.env });
}

async function jobsOf({ host, connectToRead }: Examining, args: TargetArgs): Promise<readonly Diagnosis[]> {
	const found = await orDiagnosis("jobs", async () => {
		await using client = await connectToRead(args);
		return { found: await examineServer(host, client) };
	});
	return "state" in found ? [found] : found.found;
}

async function machineOf({ host, connectToRead }: Examining, args: TargetArgs): Promise<readonly Diagnosis[]> {
	const found = await orDiagnosis("engines", async () => {
		await using client = await connectToRead(args);
		const jobs = await client.jobs.list({ signal: host.signal });
		const [{ examineEngines }, { examineGpus }] = await Promise.all([
			import("../local/examine-engines.ts"),
			import("../local/examine-gpus.ts"),
		]);
		// Both may have to wait for an engine that does not answer.
		const [engines, gpus] = await Promise.all([examineEngines(host, jobs), examineGpus(host, jobs)]);
		return { found: [...engines, ...gpus] };
	});
	return "state" in found ? [found] : found.found;
}

async function orDiagnosis<Value extends object>(
	name: string,
	act: () => Value | Promise<Value>,
): Promise<Value | Diagnosis> {
	try {
		return await act();
	} catch (error) {
		if (!(error instanceof ChronosError)) throw error;
		return { name, state: "fails", message: error.message, hint: error.hint };
	}
}

function diagnosisOf(check: Check, { context }: ResolvedTarget): Diagnosis {
	const [, leader] = check.name === "leader" ? (/^the leader is (.+):\d+$/.exec(check.message) ?? []) : [];
	const urls = context === undefined ? [] : addressesOf(context);
	const isElsewhere = leader !== undefined && urls.length > 0 && !urls.some((url) => url.includes(leader));
	if (!isElsewhere) return check;
	// Other nodes pass everything on, but not what the leader says of errors (contract §1.5).
	return { ...check, evidence: ["reached through another node, which loses the words of the leader's errors"] };
}
