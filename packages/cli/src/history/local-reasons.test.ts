import { expect, it } from "vitest";
import { hypothesesOf } from "./local-reasons.ts";

const texts: Readonly<Record<string, string>> = {
	disabled: "It is disabled.",
	exhausted: "Its schedule has no repetitions left.",
	"not-due": "It is due at 2030-01-01T00:00:00.000Z.",
	"retry-at": "It is tried again at 2030-01-01T00:00:00.000Z.",
	"running-and-not-concurrent": "It is running.",
};
const run = "Run `chronos-job run svc` to start it now.";
const submit = "Submit its file again with `chronos-job submit` to run it once more.";
const watch = "Run `chronos-job watch svc` to follow it.";

it.each<[readonly string[], readonly (readonly [string, string | undefined])[]]>([
	// A one-shot that runs now: nobody should send it again.
	[
		["exhausted", "running-and-not-concurrent"],
		[
			["running-and-not-concurrent", watch],
			["exhausted", undefined],
		],
	],
	[
		["exhausted", "retry-at"],
		[
			["retry-at", run],
			["exhausted", undefined],
		],
	],
	[["disabled", "exhausted"], [["exhausted", submit]]],
	// What may go wrong is said last.
	[
		["doubt", "exhausted"],
		[
			["exhausted", submit],
			["doubt", undefined],
		],
	],
	// The server drops the start of a disabled job.
	[
		["disabled", "not-due"],
		[
			["disabled", "Run `chronos-job enable svc`."],
			["not-due", undefined],
		],
	],
	[
		["not-due", "retry-at"],
		[
			["not-due", run],
			["retry-at", undefined],
		],
	],
])("%j", (types, expected) => {
	const reasons = types.map((type) => ({ type, text: texts[type] ?? "" }));
	const found = hypothesesOf({ job: "svc", reasons, latest: undefined });
	expect(found.map(({ code, fix }) => [code, fix])).toEqual(expected);
});
