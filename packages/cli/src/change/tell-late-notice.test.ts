import type { LocalReader, ReadClient, Step } from "@chronos-job/core";
import { type Job, readJob } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { tellLateNotice } from "./tell-late-notice.ts";

const current = readJob({ name: "a", command: "true" }) as Job;

function update(field: string, { startsAgain = false, disabled = false } = {}): Step {
	const changes = [{ path: [field], before: 1, after: 2 }];
	return { kind: "update", name: "a", spec: { name: "a", disabled }, current, changes, startsAgain };
}

async function notesOf(step: Step, local?: LocalReader): Promise<number> {
	const notes: string[] = [];
	const client = { server: { local: async () => local } } as unknown as ReadClient;
	await tellLateNotice({ note: (text) => notes.push(text) }, client, { steps: [step], unchanged: [] });
	return notes.length;
}

describe("that the server may take its time", () => {
	it.each<readonly [string, Step, number]>([
		["a new schedule", update("schedule"), 1],
		["an enabled job", update("disabled"), 1],
		["a job that runs again", update("retries", { startsAgain: true }), 1],
		["another field", update("retries"), 0],
		["a disabled job", update("disabled", { disabled: true }), 0],
		["a new job", { kind: "create", name: "a", spec: { name: "a" } }, 0],
	])("is told of %s: %#", async (_, step, notes) => {
		expect(await notesOf(step)).toBe(notes);
	});

	it("is not told of a server of ours, which does not", async () => {
		expect(await notesOf(update("schedule"), {} as LocalReader)).toBe(0);
	});
});
