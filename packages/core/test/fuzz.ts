import { readdirSync, readFileSync } from "node:fs";
import { mutate, random } from "@chronos-job/testkit";
import { applyFixes, codeFrame, type Finding, formatDocument, parseDocument, validate } from "@chronos-job/core";
import { jobLayout } from "@chronos-job/schemas";

export interface FuzzReport {
	readonly documents: number;
	/** Sentences about what went wrong, with the seed that repeats it. */
	readonly failures: readonly string[];
	readonly slowestMs: number;
}

const now = Date.UTC(2026, 10, 21, 12);
const folder = new URL("./fixtures/wild/", import.meta.url);

/** Mutates real job files, and holds every answer about them against what must always be true. */
export function fuzz(count: number, seed: number): FuzzReport {
	const texts = readdirSync(folder)
		.filter((name) => /\.(json|yaml|txt)$/.test(name) && name !== "expected.json")
		.toSorted()
		.map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));
	const failures: string[] = [];
	let slowestMs = 0;
	for (let index = 0; index < count; index++) {
		const randomness = random(seed + index);
		const { name, text } = randomness.pick(texts);
		const source = randomness.below(8) === 0 ? "fuzz.yaml" : name;
		const mutated = mutate(text, randomness);
		const started = performance.now();
		const problem = problemWith(mutated, source);
		const elapsedMs = performance.now() - started;
		if (elapsedMs > slowestMs)
			slowestMs = Math.max(slowestMs, Math.min(elapsedMs, timeAgain(mutated, source, slowestMs)));
		if (problem !== undefined) failures.push(`seed ${seed + index}, from ${name} as ${source}: ${problem}`);
	}
	return { documents: count, failures, slowestMs };
}

/** A hang hangs every time; a pause of the machine or the collector does not. */
function timeAgain(text: string, source: string, unlessAboveMs: number): number {
	let fastestMs = Infinity;
	for (let times = 0; times < 3 && fastestMs > unlessAboveMs; times++) {
		const started = performance.now();
		problemWith(text, source);
		fastestMs = Math.min(fastestMs, performance.now() - started);
	}
	return fastestMs;
}

function isInside({ range, fix }: Finding, { length }: string): boolean {
	const places = [{ start: range.start.offset, end: range.end.offset }, ...(fix?.edits ?? [])];
	return places.every(({ start, end }) => start >= 0 && start <= end && end <= length);
}

function problemWith(text: string, source: string): string | undefined {
	try {
		const document = parseDocument(text, source);
		const { findings } = validate([document], { now });
		const outside = findings.find((finding) => !isInside(finding, text));
		if (outside !== undefined) return `${outside.code} has a place outside the text`;
		for (const { range } of findings) codeFrame(document, range, { width: 80 });
		applyFixes(
			text,
			findings.flatMap(({ fix }) => fix ?? []),
		);
		formatDocument(text, source, jobLayout);
		return undefined;
	} catch (error) {
		return error instanceof Error ? (error.stack ?? error.message) : String(error);
	}
}
