import { parseSchedule } from "@chronos-job/schemas";
import type { Doctor, Repair } from "./diagnose.ts";

const withSpace: Repair = (text) =>
	/\s/.test(text) ? { problem: "a space in the repetition", repaired: text.replaceAll(/\s/g, "") } : undefined;

const lowerCase: Repair = (text) =>
	text.startsWith("r")
		? { problem: "lower-case r: the repetition starts with R", repaired: `R${text.slice(1)}` }
		: undefined;

const withoutR: Repair = (text) =>
	/^\d+$/.test(text) ? { problem: `the count ${text} has no R before it`, repaired: `R${text}` } : undefined;

// ISO 8601 writes -1 for ever, and so does Chronos inside.
const endless: Repair = (text) =>
	/^R(-1|\*|∞|inf|infinite|infinity|forever)$/i.test(text)
		? { problem: `the count ${text.slice(1)} is not a number: R alone repeats for ever`, repaired: "R" }
		: undefined;

const badCount: Repair = (text) => {
	if (!/^R./.test(text)) return undefined;
	const count = text.slice(1);
	return {
		problem: /^\d+$/.test(count) ? `the count ${count} is beyond 2^63 - 1` : `the count ${count} is not a number`,
	};
};

/** Knows the part before the first slash. */
export const repeatDoctor: Doctor = {
	isSound: (text) => parseSchedule(`${text}//P1D`) !== undefined,
	repairs: [withSpace, lowerCase, withoutR, endless, badCount],
	describe: (text) =>
		text === ""
			? "nothing stands before the first /: the repetition R is missing"
			: `${text} is not a repetition: R or R with a count`,
};
