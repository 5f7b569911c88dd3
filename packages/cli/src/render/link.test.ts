import { describe, expect, it } from "vitest";
import { hang } from "./hang.ts";
import { fileLink, link, linkAddresses, withoutLinks } from "./link.ts";
import { paint } from "./paint.ts";
import { table } from "./table.ts";
import { widthOf } from "./width-of.ts";

const screen = { links: true };
const to = (address: string, text: string) => `\u001B]8;;${address}\u001B\\${text}\u001B]8;;\u001B\\`;

describe("a link", () => {
	it.each([
		["leads to its address", link(screen, "http://a/b", "here"), to("http://a/b", "here")],
		["to a file says where that is", fileLink(screen, "/a/b.json", "b.json"), to("file:///a/b.json", "b.json")],
		[
			"to a file with an odd name is escaped",
			fileLink(screen, "/with space/ü;#\u001B.json", "it"),
			to("file:///with%20space/%C3%BC%3B%23%1B.json", "it"),
		],
		["to a path that begins nowhere is none", fileLink(screen, "C:\\jobs", "jobs"), "jobs"],
		["without a text is nothing", link(screen, "http://a", ""), ""],
		["is plain text where the screen knows none", fileLink({ links: false }, "/a", "a"), "a"],
		["is plain text where nobody knows", link({}, "http://a", "a"), "a"],
	])("%s", (_, got, wanted) => expect(got).toBe(wanted));

	it.each([
		["at http://127.0.0.1:4400 (no password)", "at <http://127.0.0.1:4400> (no password)"],
		["http://a:1 http://[::1]:2/x", "<http://a:1> <http://[::1]:2/x>"],
		["https://a.example/b/c, and more", "<https://a.example/b/c>, and more"],
		["at http://a:4400.", "at <http://a:4400>."],
		["unix:///run/x.sock", "unix:///run/x.sock"],
	])("in a sentence is found: %s", (text, wanted) => {
		const marked = wanted.replaceAll(/<([^>]+)>/g, (_, address: string) => to(address, address));
		expect(linkAddresses(screen, text)).toBe(marked);
	});

	it("can be taken away again, and colours stay", () => {
		const red = paint({ color: true }).red("here");
		expect(withoutLinks(`see ${link(screen, "http://a", red)}.`)).toBe(`see ${red}.`);
	});
});

describe("what leads somewhere takes no room", () => {
	const here = link(screen, "http://example.org/a/long/address", "here");

	it("on a line", () => {
		expect(widthOf(paint({ color: true }).red(here))).toBe(4);
	});

	it("in a table", () => {
		const rows = table([
			[here, "1"],
			["there", "2"],
		]);
		expect(rows.map(withoutLinks)).toEqual(["here   1", "there  2"]);
	});

	it("where lines are broken", () => {
		const lines = hang("  ", `click ${here} and wait for it`, {
			width: 22,
			color: false,
			wraps: true,
			interactive: true,
		});
		expect(lines.map(withoutLinks)).toEqual(["  click here and wait", "  for it"]);
	});
});
