import { expect, it } from "vitest";
import { asciiLine } from "./ascii-line.ts";
import { span } from "./line.ts";

it.each([
	["letters stay", "nightly", "nightly"],
	["signs become similar ones", "a… 40×8 → ✓ ▁█", "a~ 40x8 > + _#"],
	["walls become crosses and lines", "├── a │", "+-- a |"],
	["others become question marks, as many as they are wide", "日本é👩‍🔬", "???????"],
])("%s", (_, text, wanted) => {
	const shown = asciiLine({ spans: [span(text, "bad")] }).spans;
	expect(shown.map(({ tone }) => tone)).toEqual(["bad"]);
	expect(shown[0]?.text).toBe(wanted);
});
