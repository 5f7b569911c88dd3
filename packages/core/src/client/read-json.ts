import { ChronosError } from "../errors.ts";
import { oneLine } from "./one-line.ts";
import type { Answer } from "./question.ts";
import { shownAddress } from "./wire-address.ts";

/** Undefined for what is no JSON; a server's JSON is never just `null`. */
export function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The JSON of a successful answer. */
export function demandJson(answer: Answer, what: string): unknown {
	const value = readJson(answer.text);
	if (value === undefined) throw notChronos(answer, `${what} should be JSON and ${lookOf(answer)}`);
	return value;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Somebody answered, and not as a Chronos does. */
export function notChronos({ base }: Pick<Answer, "base">, problem: string): ChronosError {
	return new ChronosError(
		"target.not-chronos",
		`what answers at ${shownAddress(base)} does not speak like a Chronos: ${oneLine(problem)}`,
		{
			hint: "Check the address of the server, above all the port and what stands after it.",
		},
	);
}

/** What an answer looks like that is something else than expected. */
export function lookOf({ text, headers }: Pick<Answer, "text" | "headers">): string {
	if (text.trim() === "") return "is empty";
	const [, title] = /<title>\s*([^<]*?)\s*<\/title>/i.exec(text) ?? [];
	if (title !== undefined && title !== "") return `is a page called "${title.slice(0, 80)}"`;
	if (headers["content-encoding"] !== undefined) return `is packed (${headers["content-encoding"]})`;
	const start = text.trim().slice(0, 40).replaceAll(/\s+/g, " ");
	const isCut = /^[[{]/.test(start);
	return isCut ? `is broken off or garbled, ${text.length} characters long` : `begins with ${JSON.stringify(start)}`;
}
