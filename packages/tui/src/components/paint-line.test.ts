import { describe, expect, it } from "vitest";
import type { Span } from "../frame/frame.ts";
import { themeOf } from "../theme.ts";
import { paintLine } from "./paint-line.ts";

const theme = themeOf({ theme: "default", colors: "16" });

function paint(...spans: readonly Span[]): string {
	return paintLine({ spans }, theme)
		.replaceAll("\u001B[", "<")
		.replaceAll(/(<\d+)m/g, "$1>");
}

describe("a line is painted", () => {
	it.each<readonly [string, readonly Span[], string]>([
		["not at all where it is plain", [{ text: "fine", tone: "plain" }], "fine"],
		["tone by tone", [{ text: "failed", tone: "bad" }], "<1><31>failed<39><22>"],
		["in reverse video on top", [{ text: "PROD", tone: "warning", isReversed: true }], "<1><33><7>PROD<27><39><22>"],
		["in reverse video once", [{ text: "row", tone: "selected", isReversed: true }], "<7>row<27>"],
		[
			"without more than what changes",
			[
				{ text: "a", tone: "active" },
				{ text: "b", tone: "waiting" },
				{ text: "c", tone: "warning" },
				{ text: "d", tone: "plain" },
			],
			"<36>a<33>b<1>c<39><22>d",
		],
		[
			"from faint to bold",
			[
				{ text: "a", tone: "dim" },
				{ text: "b", tone: "strong" },
			],
			"<2>a<22><1>b<22>",
		],
		[
			"without what nobody sees",
			[
				{ text: "a  ", tone: "plain" },
				{ text: "", tone: "bad" },
				{ text: "  ", tone: "dim" },
			],
			"a",
		],
		["as one space where there is nothing, so that it has its row", [{ text: "   ", tone: "plain" }], " "],
		["without any control character", [{ text: "a\u001B[2Jb\n", tone: "plain" }], "a?[2Jb?"],
		["to the edge where it is reversed", [{ text: "a  ", tone: "selected" }], "<7>a  <27>"],
	])("%s", (_, spans, wanted) => {
		expect(paint(...spans)).toBe(wanted);
	});
});
