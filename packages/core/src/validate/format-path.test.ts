import { describe, expect, it } from "vitest";
import { formatPath } from "./format-path.ts";

describe("formatPath", () => {
	it.each([
		[[], ""],
		[["name"], "name"],
		[["container", "volumes", 0, "mode"], "container.volumes[0].mode"],
		[["constraints", 1, 2], "constraints[1][2]"],
	])("prints %j", (path, text) => {
		expect(formatPath(path)).toBe(text);
	});
});
