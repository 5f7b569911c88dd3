import { expect, it } from "vitest";
import { ChronosError } from "../errors.ts";
import { readEvents } from "./read-events.ts";
import type { Answer, Question } from "./question.ts";

const clock = { now: () => 0, sleep: async () => undefined };

/** A server of ours that tells one event at a time, and then is silent. */
function silentAfterEach() {
	const asked: Question[] = [];
	async function courier(question: Question): Promise<Answer> {
		asked.push(question);
		return { status: 200, headers: {}, text: "", base: "http://a", pieces: pieces(asked.length) };
	}
	async function* pieces(id: number): AsyncGenerator<Uint8Array, void> {
		yield new TextEncoder().encode(`: connected\n\nid: ${id}\nevent: x\ndata: {}\n\n`);
		throw new ChronosError("target.timeout", "it came to a halt");
	}
	return { courier, asked };
}

it("a stream that is silent for more than three signs of life is taken up again where it was", async () => {
	const { courier, asked } = silentAfterEach();
	const heard: (number | undefined)[] = [];
	for await (const { id } of readEvents({ courier, clock, after: 0 }, {})) if (heard.push(id) === 3) break;
	expect(heard).toEqual([1, 2, 3]);
	const wishes = asked.map(({ path, pieceMs }) => [path, pieceMs]);
	expect(wishes).toEqual([0, 1, 2].map((after) => [`/local/v1/events?after=${after}`, 16_000]));
});
