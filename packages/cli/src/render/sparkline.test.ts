import { expect, test } from "vitest";
import { sparkline } from "./sparkline.ts";

test.each<readonly [string, readonly number[], string]>([
	["from nothing to the largest", [0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█"],
	["whatever they count", [1000, 3500, 7000], "▂▅█"],
	["flat where all are nothing", [0, 0], "▁▁"],
	["with what is less than nothing as nothing", [-5, 7], "▁█"],
	["nothing", [], ""],
])("values are as high as they are large: %s", (_, values, line) => {
	expect(sparkline(values)).toBe(line);
});
