import { describe, expect, it } from "vitest";
import { parseScenario } from "./scenario.ts";

const story = `# a job is dropped
# dialect: 3.x: the older one never does
# in process only: it takes long
--- file a.json
{}
--- server lying
{ "lies": ["ghost-job"], "plays": { "a": ["success"] } }
--- run
chronos-job submit a.json --name 'my job'
--- exit 5
--- stdout
--- stderr
error
--- requests
(none)
--- then a.json
{}
`;

describe("parseScenario", () => {
	it("reads what a story is about, what there is before it, and its steps", () => {
		expect(parseScenario(story)).toEqual({
			title: "a job is dropped",
			only3x: "the older one never does",
			onlyInProcess: "it takes long",
			files: { "a.json": "{}\n" },
			stdin: undefined,
			answers: undefined,
			liar: { lies: ["ghost-job"], plays: { a: ["success"] } },
			steps: [
				{
					argv: ["submit", "a.json", "--name", "my job"],
					exit: 5,
					stdout: "",
					stderr: "error\n",
					requests: "(none)\n",
					files: { "a.json": "{}\n" },
				},
			],
		});
	});

	it.each([
		["server lying", 'server lying {"lies":["ghost-job"]}\n--- stdin\n'],
		["server lying", "server lying\n{"],
	])("reads the options of `%s` from its line or from below it", (name, text) => {
		const { liar } = parseScenario(story.replace(`${name}\n{`, text));
		expect(liar?.lies).toEqual(["ghost-job"]);
	});

	it.each([
		["# in process only: it takes long", "# in proces only: it takes long"],
		["# in process only: it takes long", "# in process only:"],
		["--- stdout", "--- stdot"],
		["--- exit 5", "--- exit five"],
	])("refuses `%s` when it is written `%s`", (right, wrong) => {
		expect(() => parseScenario(story.replace(right, wrong))).toThrow(wrong.replace(/^(?:#|---) /, ""));
	});
});
