import { countersAmong } from "../counter-fields.ts";
import { eachJob, type Rule } from "../rule.ts";

export const fieldCounter: Rule = {
	code: "field.counter",
	severity: "warning",
	about: "The file carries counts and dates that belong to the server.",
	check: eachJob(function* ({ flaws }) {
		const counters = flaws.length === 0 ? [] : countersAmong(flaws);
		const [first] = counters;
		if (first === undefined) return;
		const names = counters.map(({ field }) => field).join(", ");
		yield {
			path: first.path,
			at: "key",
			message: `a server takes over ${names} from the file instead of counting on`,
			hint: "Remove them.",
		};
	}),
};
