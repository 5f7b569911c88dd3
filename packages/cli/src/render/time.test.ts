import { expect, test } from "vitest";
import { utcTime } from "./time.ts";

test("milliseconds are told only where there are some", () => {
	expect([utcTime(0), utcTime(5)]).toEqual(["1970-01-01T00:00:00Z", "1970-01-01T00:00:00.005Z"]);
});
