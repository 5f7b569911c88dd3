import { expect, it } from "vitest";
import { withState } from "./with-state.ts";

const text = "Run `chronos-job local stop`, or `chronos-job local reset --delete`: see chronos-job and `local stop`.";

it.each([
	["/s", "/s"],
	["a b", "'a b'"],
	["it's", String.raw`'it'\''s'`],
	["$&", "'$&'"],
])("the commands of a text act on %s", (asked, shown) => {
	expect(withState(text, asked)).toBe(
		`Run \`chronos-job local stop --state ${shown}\`, or \`chronos-job local reset --state ${shown} --delete\`: see chronos-job and \`local stop\`.`,
	);
});

it.each([undefined, ""])("they stay as they are when none was asked for (%j)", (asked) => {
	expect(withState(text, asked)).toBe(text);
});
