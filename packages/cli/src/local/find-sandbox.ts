import { type LocalRun, localName, type Target } from "@chronos-job/core";
import type { Host } from "../host.ts";
import { stateOf } from "./find-server.ts";

/** The folder of the latest attempt of the newest run, as long as it is kept on this machine. */
export function findSandbox(host: Host, target: Target, runs: readonly LocalRun[] = []): string | undefined {
	const attempt = runs[0]?.attempts.at(-1);
	if (target.name !== localName || attempt === undefined) return undefined;
	const folder = `${stateOf(host, undefined).sandboxes}/${runs[0]?.id}-${attempt.number}`;
	return host.files.existsSync(folder) ? folder : undefined;
}
