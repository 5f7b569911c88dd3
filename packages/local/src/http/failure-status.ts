import { hasCode } from "@chronos-job/core";
import { EngineClosedError } from "../runtime/engine-closed-error.ts";

/** What a client may hope for after a failure of the server: room, a restart, or nothing. */
export function failureStatus(error: unknown): 500 | 503 | 507 {
	if (hasCode(error, "store.full")) return 507;
	return hasCode(error, "store.failed") || error instanceof EngineClosedError ? 503 : 500;
}
