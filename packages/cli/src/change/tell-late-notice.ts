import type { Plan, ReadClient, Step } from "@chronos-job/core";
import type { Session } from "../command/session.ts";

/** Tells a person that a changed job may take its time: an update does not wake the server's loop (contract §5.1). */
export async function tellLateNotice(
	{ note }: Pick<Session, "note">,
	client: ReadClient,
	{ steps }: Plan,
): Promise<void> {
	if (!steps.some(isRescheduled) || (await client.server.local()) !== undefined) return;
	note("the server looks at changed jobs when it wakes next: within a minute, or when another job is due");
}

function isRescheduled(step: Step): boolean {
	if (step.kind !== "update" || step.spec.disabled === true) return false;
	return step.startsAgain || step.changes.some(({ path }) => wakeful.has(String(path[0])));
}

const wakeful: ReadonlySet<string> = new Set(["schedule", "scheduleTimeZone", "disabled"]);
