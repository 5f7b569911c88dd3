import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { expect, it } from "vitest";
import * as schemas from "../src/index.ts";

const { formatSpec, isJobFile, jobFileErrors, kindOf, parseSchedule, readJob } = schemas;
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const [example = ""] = /(?<=```ts\n)[^]*?(?=```)/.exec(readme) ?? [];

const file = JSON.parse('{"name": "hello", "command": "echo hi", "schedule": "R1//P1Y", "cpus": 2}');

it.each([
	["kindOf(file)", kindOf(file)],
	['parseSchedule(file.schedule ?? "")?.repeat', parseSchedule(file.schedule ?? "")?.repeat],
	["formatSpec(file)", formatSpec(file)],
	['jobFileErrors({ name: "hello", gpu: 1 })', jobFileErrors({ name: "hello", gpu: 1 })],
	['readJob({ name: "hello", mem: "512" })?.mem', readJob({ name: "hello", mem: "512" })?.mem],
])("the README tells what comes of %s", (code, value) => {
	const shown = `${code}; // ${inspect(value, { depth: 5, breakLength: Infinity })}`;
	expect(isJobFile(file)).toBe(true);
	expect(example.replaceAll(/\s+/g, " ")).toContain(shown);
});

it("the README names only what there is", () => {
	const table = readme.slice(readme.indexOf("## What is here"), readme.indexOf("`parse…` answers"));
	const names = [...table.matchAll(/`([A-Za-z]\w+)`/g)].map(([, name = ""]) => name);
	const types = ["GraphCsv", "Schedule", "Start", "Duration", "TaskId", "Activity"];
	expect(names.length).toBeGreaterThan(30);
	expect(names.filter((name) => !(name in schemas) && !types.includes(name))).toEqual([]);
});
