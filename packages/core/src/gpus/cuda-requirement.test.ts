import { expect, it } from "vitest";
import { compareVersions, findOldestDriver } from "./cuda-drivers.ts";
import { cudaIn, meetsRequirement } from "./cuda-requirement.ts";

const machine = { driver: "535.104.05", cuda: "12.2" };

it.each([
	["cuda>=12.2", "yes"],
	["cuda>=12.4", "no"],
	["cuda>=12.4 cuda<12.3", "yes"],
	["cuda>=12.0,driver>=535,driver<536", "yes"],
	["cuda>=12.0,driver<535", "no"],
	["brand=tesla,driver>=535", "unknown"],
	["brand=tesla,driver<535", "no"],
	["cuda>=12.4 brand=tesla,driver>=535", "unknown"],
	["cuda=12.2", "yes"],
	["cuda!=12.2", "no"],
	["driver>535.104.05", "no"],
	["driver<=535.104.5", "yes"],
	["", "yes"],
	["nonsense", "unknown"],
] as const)("a machine with CUDA 12.2 meets %j: %s", (text, expected) => {
	expect(meetsRequirement(text, machine)).toBe(expected);
});

it("nothing is met for certain where nothing is known", () => {
	expect(meetsRequirement("cuda>=12.2", {})).toBe("unknown");
});

it("a requirement names the CUDA of its image", () => {
	expect(cudaIn("cuda>=10.1 brand=tesla,driver>=396")).toBe("10.1");
	expect(cudaIn("driver>=396")).toBeUndefined();
});

it.each([
	["13.1", "580"],
	["12.4", "525.60.13"],
	["11.0", "450.80.02"],
	["10.1", "418.39"],
	["9.0", "384.81"],
	["10.9", undefined],
	["7.5", undefined],
])("CUDA %s needs driver %s", (cuda, driver) => {
	expect(findOldestDriver(cuda)).toBe(driver);
});

it.each([
	["470.141.03", "525.60.13", -1],
	["525.60.13", "525.60.13", 0],
	["580", "580.0", 0],
	["610.57.04", "580", 1],
	["9.2", "10.0", -1],
])("driver %s stands to %s as %d", (a, b, expected) => {
	expect(Math.sign(compareVersions(a, b))).toBe(expected);
});
