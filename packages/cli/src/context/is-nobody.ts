import { systemCodeOf } from "../files/file-system.ts";

/** Whether nobody listens at a socket: no connection was made, so that even a change may be sent again. */
export function isNobody(error: unknown): boolean {
	return ["ENOENT", "ECONNREFUSED"].includes(systemCodeOf(error) ?? "");
}
