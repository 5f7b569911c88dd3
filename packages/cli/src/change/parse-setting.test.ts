import { describe, expect, it } from "vitest";
import { parseSetting, readSettings } from "./parse-setting.ts";

describe("a setting", () => {
	it.each([
		["retries=0", ["retries"], 0],
		["disabled=true", ["disabled"], true],
		["command=echo a=b", ["command"], "echo a=b"],
		["command=5", ["command"], "5"],
		['command="5"', ["command"], "5"],
		["owner=", ["owner"], ""],
		["container.image=node:24", ["container", "image"], "node:24"],
		["container.volumes[0].mode=RO", ["container", "volumes", 0, "mode"], "RO"],
		["arguments.1=x", ["arguments", 1], "x"],
		['arguments=["a,b","c"]', ["arguments"], ["a,b", "c"]],
		["command=a\nb", ["command"], "a\nb"],
	])("%j is understood", (text, path, value) => {
		expect(parseSetting(text)).toEqual({ path, value });
	});

	it.each(["retries", "=5", "a b=c", "a..b=c", "[0]=x", ""])("%j is none", (text) => {
		expect(parseSetting(text)).toBeUndefined();
	});

	it("that is none stops the command and says how to write one", () => {
		expect(() => readSettings(["retries=1", "cpus"])).toThrow(expect.objectContaining({ code: "usage.invalid" }));
	});
});
