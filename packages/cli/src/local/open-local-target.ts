import type { Target, Transport } from "@chronos-job/core";
import { checkStateDirectory, findStateDirectory, parseServerRecord } from "@chronos-job/local";
import type { Dialect } from "@chronos-job/schemas";
import type { Session } from "../command/session.ts";
import { createTransport } from "../context/create-transport.ts";
import { isNobody } from "../context/is-nobody.ts";
import { onceAtATime } from "../context/once-at-a-time.ts";
import type { Host } from "../host.ts";

type Opening = Pick<Session, "host" | "note">;

/** The Chronos of this machine, and the way there: through its socket, which wants no password. It is started when it does not run. */
export async function openLocalTarget(
	opening: Opening,
): Promise<{ readonly target: Target; readonly transport: Transport }> {
	const target = recordedTarget(opening.host) ?? (await ensureTarget(opening));
	const transport = await opening.host.openTransport(target, createTransport);
	return { target, transport: startingTransport(transport, () => ensureTarget(opening)) };
}

/** What the last server left behind, which is not asked whether it still runs. */
export function recordedTarget({
	env,
	cwd,
	user,
	files,
}: Pick<Host, "env" | "cwd" | "user" | "files">): Target | undefined {
	const state = findStateDirectory({
		env,
		cwd,
		// Looking up the account takes time, and the environment names a home as a rule.
		get home() {
			return user.home;
		},
	});
	checkStateDirectory(state, user.id);
	try {
		const record = parseServerRecord(files.readFileSync(state.serverFile, "utf8"));
		return record?.dialect === undefined ? undefined : targetAt(record.socket, record.dialect);
	} catch {
		// Whoever starts one tells what is wrong.
		return undefined;
	}
}

async function ensureTarget(opening: Opening): Promise<Target> {
	const { ensureLocal } = await import("./ensure-local.ts");
	const { server } = await ensureLocal(opening);
	return targetAt(server.socket, server.dialect);
}

function targetAt(socket: string, dialect: string | undefined): Target {
	return { name: "local", urls: [`unix://${socket}`], dialect: dialects.find((each) => each === dialect) };
}

const dialects: readonly Dialect[] = ["3.x", "2.x"];

/** Where nobody listens a server is started, and asked instead. */
function startingTransport(transport: Transport, start: () => Promise<Target>): Transport {
	const startOnce = onceAtATime(start);
	return {
		async send(request) {
			try {
				return await transport.send(request);
			} catch (error) {
				if (!isNobody(error)) throw error;
				const { urls } = await startOnce();
				return await transport.send({ ...request, base: urls[0] ?? request.base });
			}
		},
		[Symbol.asyncDispose]: () => transport[Symbol.asyncDispose](),
	};
}
