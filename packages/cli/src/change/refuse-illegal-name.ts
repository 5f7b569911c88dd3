import { ChronosError, type Finding, parseFlawless, validate } from "@chronos-job/core";

/** Stops at a name that no server takes, and offers one that it would. */
export function refuseIllegalName(name: string): void {
	const flaw = nameFlaw(name);
	if (flaw !== undefined) throw new ChronosError("usage.invalid", flaw.message, { hint: flaw.hint });
}

/** What is wrong with a name, if anything, with a better one as its hint. */
export function nameFlaw(name: string): Finding | undefined {
	const document = parseFlawless(JSON.stringify({ name, command: "true" }), "name");
	if (document === undefined) return undefined;
	return validate([document], { now: 0 }).findings.find(
		({ code, severity }) => severity === "error" && code.startsWith("name."),
	);
}
