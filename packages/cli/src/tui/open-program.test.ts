import { expect, it } from "vitest";
import type { Host } from "../host.ts";
import { openProgram } from "./open-program.ts";

const host = {} as Host;

it.each([
	[undefined, ["kill", "a b"], "chronos-job kill 'a b'"],
	["site", ["kill", "a"], "chronos-job kill a --context site"],
	["site", ["kill", "a", "-c", "other"], "chronos-job kill a -c other"],
	["site", ["run", "a", "--", "x"], "chronos-job run a --context site -- x"],
	["site", ["delete", "--yes", "a"], "chronos-job delete --yes a --context site"],
])("where %j is said, %j is typed as %s", (said, words, line) => {
	expect(openProgram({ host, context: "site", said }).format(words)).toBe(line);
});
