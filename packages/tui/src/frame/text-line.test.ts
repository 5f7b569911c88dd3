import { describe, expect, it } from "vitest";
import { type MarkedText, textLine } from "./text-line.ts";

const plain: MarkedText = { text: "epoch 1 loss 0.5", tone: "plain", word: "", isCurrent: false };

function draw(marked: Partial<MarkedText>, left = 0, width = 20): readonly string[] {
	return textLine({ ...plain, ...marked }, left, width).spans.map(({ text, tone }) => `${tone}:${text}`);
}

describe("a line of text", () => {
	it.each([
		["is filled up", draw({}), ["plain:epoch 1 loss 0.5", "plain:    "]],
		["is cut", draw({}, 0, 7), ["plain:epoch 1"]],
		["begins further right when it is scrolled", draw({}, 8, 8), ["plain:loss 0.5"]],
		["has its matches marked", draw({ word: "LOSS" }, 0, 16), ["plain:epoch 1 ", "match:loss", "plain: 0.5"]],
		[
			"has those of the line that was gone to marked more",
			draw({ word: "epoch", isCurrent: true }, 0, 7),
			["strong:epoch", "plain: 1"],
		],
		["has a match cut where it is scrolled away", draw({ word: "loss" }, 10, 4), ["match:ss", "plain: 0"]],
		["has a space for half of a wide character", draw({ text: "日本" }, 1, 3), ["plain: 本"]],
	])("%s", (_, drawn, wanted) => {
		expect(drawn).toEqual(wanted);
	});

	it("of ten megabytes takes no time", () => {
		const text = "日本語 ".repeat(2_500_000);
		const begun = performance.now();
		for (let count = 0; count < 50; count += 1) draw({ text, word: "x" });
		expect(performance.now() - begun).toBeLessThan(500);
	});
});
