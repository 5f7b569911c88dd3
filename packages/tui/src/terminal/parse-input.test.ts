import { array, assert, constantFrom, nat, property } from "fast-check";
import { expect, it } from "vitest";
import { parseInput } from "./parse-input.ts";

const esc = "\u001B";

function keysOf(text: string): readonly string[] {
	return parseInput(text, true).actions.map((action) => (action.type === "key" ? action.key : action.type));
}

it.each([
	["a", ["a"]],
	["jjk", ["j", "j", "k"]],
	["A", ["A"]],
	["/ ?", ["/", "space", "?"]],
	["ä🦊", ["ä", "🦊"]],
	["\r", ["enter"]],
	["\t", ["tab"]],
	["\u007F", ["backspace"]],
	["\u0003", ["ctrl-c"]],
	["\u001A", ["ctrl-z"]],
	["\0", ["ctrl-space"]],
	[esc, ["escape"]],
	[`${esc}${esc}`, ["escape", "escape"]],
	[`${esc}[A`, ["up"]],
	[`${esc}OB`, ["down"]],
	[`${esc}[1;2A`, ["shift-up"]],
	[`${esc}[1;5C`, ["ctrl-right"]],
	[`${esc}[1;6D`, ["ctrl-shift-left"]],
	[`${esc}[5~`, ["pageup"]],
	[`${esc}[6~`, ["pagedown"]],
	[`${esc}[H`, ["home"]],
	[`${esc}[4~`, ["end"]],
	[`${esc}[3~`, ["delete"]],
	[`${esc}[3;2~`, ["shift-delete"]],
	[`${esc}[Z`, ["shift-tab"]],
	[`${esc}OP`, ["f1"]],
	[`${esc}[15~`, ["f5"]],
	[`${esc}[24~`, ["f12"]],
	[`${esc}[[A`, ["f1"]],
	[`${esc}x`, ["escape", "x"]],
	[`${esc}[I${esc}[O`, []],
	[`${esc}[12;40R`, []],
	[`j${esc}[Bk`, ["j", "down", "k"]],
	[`${esc}[99~`, []],
])("%j is %j", (text, keys) => {
	expect(keysOf(text)).toEqual(keys);
});

it("what is pasted is one text, line ends and all", () => {
	expect(parseInput(`x${esc}[200~dd\nq${esc}[31m${esc}[201~y`, false)).toEqual({
		actions: [
			{ type: "key", key: "x" },
			{ type: "paste", text: `dd\nq${esc}[31m` },
			{ type: "key", key: "y" },
		],
		rest: "",
	});
});

it("the mouse tells where it was pressed and which way its wheel was turned", () => {
	expect(
		parseInput(`${esc}[<0;3;5M${esc}[<0;3;5m${esc}[<64;1;1M${esc}[<65;80;24M${esc}[<2;1;1M`, false).actions,
	).toEqual([
		{ type: "mouse", event: "press", column: 2, row: 4 },
		{ type: "mouse", event: "wheel-up", column: 0, row: 0 },
		{ type: "mouse", event: "wheel-down", column: 79, row: 23 },
	]);
});

it.each([esc, `${esc}[`, `${esc}[1;`, `${esc}O`, `${esc}[200~abc`])("%j waits for what comes", (text) => {
	expect(parseInput(`j${text}`, false)).toEqual({ actions: [{ type: "key", key: "j" }], rest: text });
});

it("a paste without an end is waited for however long it takes", () => {
	expect(parseInput(`${esc}[200~abc`, true)).toEqual({ actions: [], rest: `${esc}[200~abc` });
});

it("where a text is cut makes no difference", () => {
	const piece = constantFrom(
		"a",
		" ",
		`${esc}[A`,
		`${esc}[1;5C`,
		`${esc}[200~p${esc}[201~`,
		"\r",
		"ä",
		`${esc}[<0;3;5M`,
	);
	assert(
		property(array(piece, { maxLength: 8 }), nat(60), (pieces, cut) => {
			const text = pieces.join("");
			const first = parseInput(text.slice(0, cut), false);
			const second = parseInput(first.rest + text.slice(cut), false);
			expect([...first.actions, ...second.actions]).toEqual(parseInput(text, false).actions);
		}),
	);
});

it("whatever a terminal sends comes to an end", () => {
	const sign = constantFrom(esc, "[", "O", "<", "2", "0", "~", ";", "M", "a", "\u0001");
	assert(
		property(array(sign, { maxLength: 30 }), (signs) => {
			const text = signs.join("");
			const { rest } = parseInput(text, true);
			expect(rest === "" || rest.startsWith(`${esc}[200~`)).toBe(true);
		}),
	);
});
