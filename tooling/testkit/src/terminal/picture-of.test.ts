import { expect, it } from "vitest";
import { parseStyled } from "./parse-styled.ts";
import { pictureOf } from "./picture-of.ts";

const escape = "\u001B";

it("knows where each piece of a screen stands and how it looks", () => {
	const screen = `${escape}[1m${escape}[31mred${escape}[39m bold${escape}[0m 日x\n${escape}[7mturned\nstill${escape}[27m not\n`;
	expect(parseStyled(screen)).toEqual([
		[
			{ column: 0, width: 3, text: "red", style: { isBold: true, color: 1 } },
			{ column: 3, width: 5, text: " bold", style: { isBold: true } },
			{ column: 8, width: 1, text: " ", style: {} },
			{ column: 9, width: 2, text: "日", style: {} },
			{ column: 11, width: 1, text: "x", style: {} },
		],
		[{ column: 0, width: 6, text: "turned", style: { isReversed: true } }],
		[
			{ column: 0, width: 5, text: "still", style: { isReversed: true } },
			{ column: 5, width: 4, text: " not", style: { isReversed: false } },
		],
	]);
});

it("leaves out what is no text", () => {
	const [line] = parseStyled(`${escape}]8;;https://example.org${escape}\\link${escape}]8;;${escape}\\${escape}(B!`);
	expect(line?.map(({ text }) => text)).toEqual(["link", "!"]);
});

it("draws reversed text as ground, and escapes what XML reads", () => {
	const picture = pictureOf(`${escape}[7m<a & b>${escape}[0m`, { columns: 10, title: "one" });
	expect(picture).toContain('width="58.8" height="17" fill="#d6d9e0"/>');
	expect(picture).toContain('style="fill:#16181d">&lt;a &amp; b&gt;</text>');
	expect(picture).toMatch(/^<svg [^]*<title>one<\/title>[^]*<\/svg>\n$/);
});
