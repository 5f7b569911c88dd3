import { ChronosError } from "@chronos-job/core";
import { flag, number, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import { targetArgs } from "../command/target-args.ts";
import { isoRecord } from "../history/iso-record.ts";
import { type History, readDefinitions, readHistory } from "../history/read-history.ts";
import { historyPage } from "../render/history-page.ts";

export interface HistoryResult {
	readonly job: string;
	readonly history: History;
	readonly now: number;
	readonly zone: string | undefined;
}

export const history = defineCommand({
	name: "history [job]",
	theme: "follow",
	about: "Show the past runs of a job, as far as anybody knows",
	examples: [
		{ line: "chronos-job history hello", about: "The latest runs, each with its attempts and results" },
		{ line: "chronos-job history hello -n 5 --output json", about: "Five, for a program" },
		{ line: "chronos-job history --definitions", about: "All that `undo` can put back" },
	],
	args: {
		job: word("The name of the job; with --definitions all jobs without one"),
		count: number("How many at most", { alias: "n", byDefault: 20, min: 1, max: 1000 }),
		definitions: flag("What the job was before this program replaced or deleted it, instead of its runs"),
		...targetArgs,
	},

	async run({ job, count, definitions, ...args }, { host, connectToRead }): Promise<HistoryResult> {
		const name = job ?? "";
		if (name === "" && !definitions) throw withoutJob();
		await using client = await connectToRead(args);
		const asked = { name, count, host };
		const history = definitions ? readDefinitions(client, asked) : await readHistory(client, asked);
		return { job: name, history, now: host.now(), zone: host.zone };
	},

	isPaged: () => true,

	views: {
		result: historyPage,
		json: ({ job, history }) => ({ job, ...isoRecord(history) }),
	},
});

function withoutJob(): ChronosError {
	return new ChronosError("usage.invalid", "history needs the name of a job", {
		hint: "Name one, or give --definitions for all that was replaced or deleted.",
	});
}
