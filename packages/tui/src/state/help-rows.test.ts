import { describe, expect, it } from "vitest";
import { paneOf, screenOf, sketches } from "../frame/screens.samples.ts";
import { helpRows } from "./help-rows.ts";
import type { State } from "./state.ts";

function help(state: State): State {
	return { ...state, levels: [...state.levels, { kind: "help", scroll: { top: 0, left: 0 }, filter: "" }] };
}

function commandsOf(state: State, filter = ""): readonly string[] {
	return helpRows(state, filter).flatMap((row) => (row.kind === "key" ? [row.binding.command] : []));
}

function headingsOf(state: State, filter = ""): readonly string[] {
	return helpRows(state, filter).flatMap((row) => (row.kind === "heading" ? [row.text] : []));
}

const jobs = screenOf(sketches);

describe("the help", () => {
	it("has the keys of what is below it, then those of everything", () => {
		expect(headingsOf(help(jobs))).toEqual(["here: jobs", "everywhere"]);
		expect(headingsOf(help(paneOf(jobs, { pane: "log" })))).toEqual(["here: log", "everywhere"]);
		expect(commandsOf(help(paneOf(jobs, { pane: "log" })))).toContain("log.stderr");
		expect(commandsOf(help(jobs))).not.toContain("log.stderr");
	});

	it("is narrowed by any word of a row", () => {
		expect(commandsOf(help(jobs), "CTRL-K")).toEqual(["job.kill"]);
		expect(headingsOf(help(jobs), "ctrl-k")).toEqual(["here: jobs"]);
		expect(helpRows(help(jobs), "no such word")).toEqual([]);
	});

	it("hides what cannot be done: writing where that is not allowed, and views that nobody saved", () => {
		const settings = { ...jobs.settings, isReadOnly: true, views: [{ name: "gpu", filter: "gpu>0" }] };
		const commands = commandsOf(help({ ...jobs, settings }));
		expect(commands).not.toContain("job.delete");
		expect(commands.filter((command) => command.startsWith("view."))).toEqual(["view.all", "view.1"]);
	});
});
