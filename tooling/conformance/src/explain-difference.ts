import { inspect } from "node:util";
import type { ChronosTest } from "./chronos-test.ts";
import { Difference } from "./difference.ts";
import type { Result } from "./run-test.ts";
import type { Reply } from "./send.ts";

const longest = 600;

/** What was asked, expected and got, in a few lines. */
export function explainDifference(
	{ name, section }: ChronosTest,
	{ error, reply }: Extract<Result, { outcome: "differs" }>,
): string {
	const facts = [
		...(error instanceof Difference
			? [
					["about", error.message],
					["expected", textOf(error.expected)],
					["got", textOf(error.actual)],
				]
			: [["error", textOf(error.stack ?? error.message)]]),
		...(reply === undefined ? [] : exchangeOf(reply)),
	];
	return [`${name} (contract ${section})`, ...facts.map(([label, text]) => `  ${label}: ${text}`)].join("\n");
}

function exchangeOf({ request, status, headers, text }: Reply): readonly (readonly [string, string])[] {
	const { method = "GET", path, body } = request;
	const sent = body === undefined ? "" : ` ${textOf(typeof body === "string" ? body : "(bytes)")}`;
	return [
		["last request", `${method} ${path}${sent}`],
		["last answer", `${status} ${headers["content-type"] ?? "without content type"} ${shorten(text)}`],
	];
}

function textOf(value: unknown): string {
	return shorten(typeof value === "string" ? value : inspect(value, { depth: 6, breakLength: Infinity }));
}

function shorten(text: string): string {
	return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`;
}
