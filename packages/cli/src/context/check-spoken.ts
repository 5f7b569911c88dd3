import { addressesOf, type ResolvedTarget } from "@chronos-job/core";
import { buildsOf, dialectOf, isBuild } from "@chronos-job/schemas";
import type { Host } from "../host.ts";
import type { Check } from "./check-context.ts";
import { dialectMemory } from "./dialect-memory.ts";
import { guessBuild } from "./guess-build.ts";
import type { Probe } from "./open-probe.ts";

type Named = Pick<ResolvedTarget, "name" | "context">;

/** What a server speaks, and whether the context says the same. */
export async function checkDialect({ reader }: Probe, { name, context }: Named): Promise<Check> {
	const spoken = await reader.server.dialect();
	const wanted = context?.dialect;
	if (wanted === undefined || dialectOf(wanted) === spoken) {
		return { name: "dialect", state: "ok", message: `the server speaks ${spoken}` };
	}
	return {
		name: "dialect",
		state: "warning",
		message: `the server speaks ${spoken}, and the context says ${wanted}`,
		hint: `Remove "dialect" from the context ${name}.`,
	};
}

/** What a server may be, which is remembered, and whether it may be what the context says. */
export async function checkVersion(host: Host, probe: Probe, { name, context }: Named): Promise<Check> {
	const { dialect, builds, text } = await guessBuild(probe);
	// Where nothing tells, somebody else may find out more.
	const learned = builds.length === buildsOf(dialect).length ? { dialect } : { dialect, builds };
	if (context !== undefined) dialectMemory(host, { name, urls: addressesOf(context) }).remember(learned);
	const wanted = context?.dialect;
	if (!isBuild(wanted) || dialectOf(wanted) !== dialect || builds.includes(wanted)) {
		return { name: "version", state: "ok", message: text };
	}
	return {
		name: "version",
		state: "warning",
		message: `the server is ${text} by its jobs, and the context says ${wanted}`,
		hint: `Remove "dialect" from the context ${name} if nobody knows better.`,
	};
}
