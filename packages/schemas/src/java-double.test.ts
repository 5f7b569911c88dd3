import { expect, it } from "vitest";
import { javaDouble } from "./java-double.ts";

it.each([
	[0, "0.0"],
	[-0, "-0.0"],
	[1, "1.0"],
	[-2, "-2.0"],
	[0.1, "0.1"],
	[128, "128.0"],
	[8192.5, "8192.5"],
	[0.001, "0.001"],
	[0.000999, "9.99E-4"],
	[0.0001, "1.0E-4"],
	[9_999_999, "9999999.0"],
	[9_999_999.5, "9999999.5"],
	[10_000_000, "1.0E7"],
	[-12_345_678, "-1.2345678E7"],
	[1e21, "1.0E21"],
	[1.5e300, "1.5E300"],
	[Number.MIN_VALUE, "4.9E-324"],
	[Number.MAX_VALUE, "1.7976931348623157E308"],
	[Number.NaN, "NaN"],
	[Number.NEGATIVE_INFINITY, "-Infinity"],
])("%d is printed as %s", (value, text) => {
	expect(javaDouble(value)).toBe(text);
});
