import { eachJob, type Rule } from "../rule.ts";

const why: Readonly<Record<string, string>> = {
	".": "which no address can carry: it means the folder itself",
	"..": "which no address can carry: it means the folder above",
	// `PUT job/success/NAME` and `GET job/stat/NAME` share their path with these two (contract §9, quirk 11).
	success: "which is also an address of the server, where jobs are marked as successful",
	stat: "which is also an address of the server, where statistics are asked for",
};

export const nameReserved: Rule = {
	code: "name.reserved",
	severity: "error",
	about: "The name is legal, but the job could not be addressed.",
	check: eachJob(function* ({ draft: { name } }) {
		const reason = name === undefined || !Object.hasOwn(why, name) ? undefined : why[name];
		if (reason === undefined) return;
		yield { path: ["name"], message: `the job is called "${name}", ${reason}`, hint: "Give it a longer name." };
	}),
};
