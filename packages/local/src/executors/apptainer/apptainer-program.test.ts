import { chmodSync } from "node:fs";
import { systemClock } from "@chronos-job/core";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { systemProcesses } from "../processes.ts";
import { apptainerFinder } from "./apptainer-program.ts";

type Said = Readonly<Record<string, string>>;

/** What is found where the programs with these names say that. */
async function find(programs: Said) {
	const files = Object.entries(programs).map(([name, said]) => [
		name,
		`#!/bin/sh\necho x >> $0.calls\necho "${said}"\n`,
	]);
	using folder = tempDir(Object.fromEntries(files));
	for (const name of Object.keys(programs)) chmodSync(`${folder.path}/${name}`, 0o755);
	const finder = apptainerFinder({
		processes: systemProcesses,
		clock: systemClock,
		path: `relative:${folder.path}:/bin`,
	});
	const found = await finder();
	await finder();
	const calls = Object.keys(programs).map((name) => callsOf(folder, name));
	return { found: "path" in found ? { ...found, path: found.path.slice(folder.path.length) } : found, calls };
}

function callsOf(folder: ReturnType<typeof tempDir>, name: string): number {
	try {
		return folder.read(`${name}.calls`).split("\n").length - 1;
	} catch {
		return 0;
	}
}

it.each<[string, Said, object]>([
	["Apptainer", { apptainer: "apptainer version 1.4.5" }, { path: "/apptainer", prefix: "APPTAINER" }],
	[
		"SingularityCE",
		{ singularity: "singularity-ce version 4.1.0-focal" },
		{ path: "/singularity", prefix: "SINGULARITY" },
	],
	["Apptainer under its old name", { singularity: "apptainer version 1.3.0" }, { prefix: "APPTAINER" }],
	[
		"what is too old",
		{ singularity: "singularity version 3.8.7" },
		{ available: false, reason: "singularity version 3.8.7 is older than SingularityCE 3.10" },
	],
	[
		"what says nothing",
		{ apptainer: "" },
		{ available: false, reason: expect.stringContaining("does not tell its version") },
	],
	["nothing", {}, { available: false, reason: "Apptainer is not installed here, or not on the PATH" }],
])("on the PATH is found %s", async (_, programs, expected) => {
	const { found } = await find(programs);
	expect(found).toMatchObject(expected);
});

it("one that does is asked once, and taken before the other", async () => {
	const both = { apptainer: "apptainer version 1.4.5", singularity: "singularity-ce version 4.1.0" };
	expect(await find(both)).toMatchObject({ found: { path: "/apptainer" }, calls: [1, 0] });
});
