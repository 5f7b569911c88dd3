import { describe, expect, it } from "vitest";
import { themeOf } from "./theme.ts";

const themes = ["default", "high-contrast", "colour-blind", "mono"] as const;

describe.each(themes)("the theme %s", (theme) => {
	it("has neither backgrounds, nor white, black or blue, nor more than sixteen colours", () => {
		const codes = Object.values(themeOf({ theme, colors: "16" })).flat();
		expect(codes.filter((code) => ![1, 2, 4, 7, 31, 32, 33, 35, 36].includes(code))).toEqual([]);
	});

	it("has bold and reverse video alone where there are no colours", () => {
		const codes = Object.values(themeOf({ theme, colors: "none" })).flat();
		expect(codes.filter((code) => ![1, 7].includes(code))).toEqual([]);
	});

	it.each(["16", "none"] as const)("shows what is selected in reverse video (colours: %s)", (colors) => {
		expect(themeOf({ theme, colors }).selected).toContain(7);
	});
});

it("nothing rests on red and green where people cannot tell them apart", () => {
	const codes = Object.values(themeOf({ theme: "colour-blind", colors: "16" })).flat();
	expect(codes.filter((code) => code === 31 || code === 32)).toEqual([]);
});
