import { describeChronos } from "@chronos-job/conformance";
import { expect, it } from "vitest";
import { deviationsOf, strayNames } from "./deviations.ts";
import { manualChronos, processChronos } from "./embedded-chronos.ts";

describeChronos({ ...manualChronos(), deviations: deviationsOf() });
describeChronos({ ...manualChronos({ dialect: "2.x" }), deviations: deviationsOf() });
describeChronos({
	...processChronos(),
	deviations: deviationsOf(),
	only: ({ needs = [], takesMs = 0 }) => needs.includes("shell") && takesMs <= 2000,
});

it("every documented deviation is accounted for", () => {
	expect(strayNames()).toEqual([]);
});
