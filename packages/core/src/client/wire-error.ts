/** An error of a transport of ours, told by its code as Node tells its own. */
export function wireError(code: WireErrorCode, message: string): Error {
	return Object.assign(new Error(message), { code });
}

export type WireErrorCode =
	| "CONNECT_TIMEOUT"
	| "HEAD_TIMEOUT"
	| "BODY_TIMEOUT"
	| "BAD_ADDRESS"
	| "UPGRADE"
	| "ECONNRESET"
	| "BODY_TOO_LONG";

/** However patient a caller is, a connection that is not there after this time will not come. */
export const longestConnectMs = 10_000;
