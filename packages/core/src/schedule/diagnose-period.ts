import { formatDuration, parseDuration, parseStart } from "@chronos-job/schemas";
import type { Doctor, Repair } from "./diagnose.ts";
import { arrangePeriod, badUnits } from "./period-units.ts";

const withSpace: Repair = (text) =>
	/\s/.test(text) ? { problem: "a space in the period", repaired: text.replaceAll(/\s/g, "") } : undefined;

const endDate: Repair = (text) =>
	/^\d{4}-|T\d\d:/.test(text) && parseStart(text) !== undefined
		? { problem: `an end date instead of a period: ${text}` }
		: undefined;

const alternativeFormat: Repair = (text) => {
	const parts = /^P(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d))?$/i.exec(text);
	if (parts === null) return undefined;
	const [years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
		.slice(1)
		.map((part) => Number(part ?? 0));
	return {
		problem: "a period in the form of a date, which Chronos does not read",
		repaired: formatDuration({ years, months, weeks: 0, days, hours, minutes, seconds, millis: 0 }),
	};
};

const lowerCase: Repair = (text) =>
	text.startsWith("p")
		? { problem: "the period must start with an upper-case P", repaired: text.toUpperCase() }
		: undefined;

const withoutP: Repair = (text) =>
	/^(?:T|[+-]?\d)/i.test(text)
		? { problem: "the period must start with P", repaired: `P${text.toUpperCase()}` }
		: undefined;

const emptyTime: Repair = (text) =>
	/^P.*T$/i.test(text)
		? { problem: "nothing follows the T of the period", repaired: text.length > 2 ? text.slice(0, -1) : undefined }
		: undefined;

const tooLarge: Repair = (text) => {
	const number = text.match(/\d+/g)?.find((digits) => Number(digits) > 2_147_483_647);
	return number === undefined ? undefined : { problem: `${number} is beyond 2147483647` };
};

/** Knows the part after the last slash. */
export const periodDoctor: Doctor = {
	isSound: (text) => text.startsWith("P") && parseDuration(text) !== undefined,
	repairs: [endDate, alternativeFormat, lowerCase, withoutP, withSpace, emptyTime, tooLarge, badUnits, arrangePeriod],
	describe: (text) => (text === "" ? "the period is empty" : `${text} is not a period: it must start with P`),
};
