import { memoryHost, tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { guardChanges } from "./guard-changes.ts";

const url = "http://prod:4400";

it.each([
	["nothing", { url }, {}, undefined, "goes"],
	["read-only", { url, readOnly: true }, { CHRONOS_DANGER: "prod" }, ["prod"], "context.read-only"],
	["dangerous", { url, danger: true }, {}, ["prod"], "goes"],
	["dangerous", { url, danger: true }, {}, ["y"], "context.declined"],
	["dangerous", { url, danger: true }, {}, undefined, "usage.invalid"],
	["dangerous", { url, danger: true }, { CHRONOS_DANGER: "prod" }, undefined, "goes"],
	["dangerous", { url, danger: true }, { CHRONOS_DANGER: "1" }, undefined, "usage.invalid"],
] as const)("a context marked as %s: %j, %j, %j", async (...[, context, env, answers, expected]) => {
	using dir = tempDir();
	const host = memoryHost({ cwd: dir.path, env, ...(answers && { answers }) });
	const going = (async () => {
		const permit = guardChanges(host, { name: "prod", context, path: "/c.json" });
		expect(host.questions).toEqual([]);
		await Promise.all([permit?.(), permit?.()]);
		expect(host.questions.length).toBeLessThan(2);
	})();
	expect(
		await going.then(
			() => "goes",
			({ code }: { code: string }) => code,
		),
	).toBe(expected);
});
