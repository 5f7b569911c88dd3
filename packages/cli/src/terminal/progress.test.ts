import { expect, it } from "vitest";
import { humanWriter } from "../output/human.ts";

const clear = "\r\u001B[2K";
const screen = { width: 20, color: false, wraps: true, interactive: true, overwrites: true };

/** Somebody who sees both outputs in one place. */
function watch(options: Partial<Parameters<typeof humanWriter>[0]> = {}) {
	const seen: string[] = [];
	const output = { write: (text: string) => seen.push(text) };
	const host = { stdout: output, stderr: output, version: "1" };
	const command = { views: { event: String, result: String } } as unknown as Parameters<
		typeof humanWriter
	>[0]["command"];
	const writer = humanWriter({ host, screen, command, verbose: false, quiet: false, ...options });
	return { ...writer, seen };
}

it("progress is one line that is written over, and no wider than the screen", () => {
	const { progress, seen } = watch();
	progress.show("1 of 3");
	progress.show("1 of 3");
	progress.show("a line that is far too long");
	progress.hide();
	progress.hide();
	expect(seen).toEqual([`${clear}1 of 3`, `${clear}a line that is far…`, clear]);
});

it("whatever else is printed stands in a line of its own", () => {
	const { progress, event, note, result, problem, seen } = watch();
	const steps = [() => event("event\n"), () => note("note"), () => result("result\n"), () => problem(new Error("oh"))];
	for (const step of steps) {
		seen.length = 0;
		progress.show("1 of 3");
		step();
		expect(seen.slice(0, 2)).toEqual([`${clear}1 of 3`, clear]);
		expect(seen[2]).toMatch(/^(event|note|result|bug)\b/);
	}
});

it("a line that a job has not ended yet is not written over", () => {
	const { progress, event, seen } = watch();
	event("half a line");
	progress.show("1 of 3");
	event(", the other half\n");
	progress.show("2 of 3");
	expect(seen).toEqual(["half a line", ", the other half\n", `${clear}2 of 3`]);
});

it.each([{ quiet: true }, { screen: { ...screen, overwrites: false } }])("nobody sees it with %o", (options) => {
	const { progress, seen } = watch(options);
	progress.show("1 of 3");
	expect({ seen, isShown: progress.isShown }).toEqual({ seen: [], isShown: false });
});
