import { formatStart, parseStart } from "@chronos-job/schemas";
import { dayMs, daysInMonth, localMsOf, wallOf } from "./calendar.ts";
import type { Doctor, Repair } from "./diagnose.ts";

const now: Repair = (text) =>
	/^now$/i.test(text.trim())
		? { problem: `${text.trim()} is not a date: an empty start is now`, repaired: "" }
		: undefined;

const epoch: Repair = (text) => {
	if (!/^\d{10}(?:\d{3})?$/.test(text)) return undefined;
	const isSeconds = text.length === 10;
	const wall = wallOf(Number(text) * (isSeconds ? 1000 : 1));
	return {
		problem: `epoch ${isSeconds ? "seconds" : "milliseconds"} instead of a date`,
		repaired: formatStart({ ...wall, offsetMinutes: 0 }),
	};
};

const bracketedZone: Repair = (text) => {
	const [, start = "", zone] = /^(.*?)(?:Z|[+-]\d\d(?::?\d\d)?)?\[([^[\]]*)\]$/i.exec(text) ?? [];
	if (zone === undefined) return undefined;
	const isUtc = /^(?:Etc\/)?(?:UTC|GMT|Z)$/i.test(zone);
	return {
		problem: "a zone in brackets: the field for it is scheduleTimeZone",
		...(isUtc ? { suggested: `${start}Z` } : { suggested: start, zone }),
	};
};

const basicFormat: Repair = (text) => {
	const parts = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?)?(Z|[+-]\d\d:?\d\d)?$/i.exec(text);
	if (parts === null) return undefined;
	const [, year, month, day, hour = "00", minute = "00", second = "00", offset = ""] = parts;
	return {
		problem: "no hyphens in the date and no colons in the time",
		repaired: `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`,
	};
};

const slashedDate: Repair = (text) => {
	if (!text.includes("/")) return undefined;
	const parts = /^(\d{4})\/(\d\d?)\/(\d\d?)(?=$|[T ])/i.exec(text);
	return {
		problem: "more than three parts between slashes",
		repaired: parts === null ? undefined : `${parts.slice(1).join("-")}${text.slice(parts[0].length)}`,
	};
};

const spaceForT: Repair = (text) =>
	/^[\d-]+\s+\d/.test(text) ? { problem: "a space instead of T", repaired: text.replace(/\s+/, "T") } : undefined;

const wordForZ: Repair = (text) =>
	/\d\s*(?:UTC|GMT)$/i.test(text)
		? { problem: "UTC is written Z", repaired: text.replace(/\s*(?:UTC|GMT)$/i, "Z") }
		: undefined;

const withSpace: Repair = (text) =>
	/\s/.test(text) ? { problem: "a space in the start", repaired: text.replaceAll(/\s/g, "") } : undefined;

const midnight: Repair = (text) => {
	const parts = /^(.*)T24:?00(?::?00(?:[.,]0+)?)?(Z|[+-][\d:]+)?$/i.exec(text);
	const date = parseStart(parts?.[1] ?? "");
	if (parts === null || date === undefined) return undefined;
	const next = { ...wallOf(localMsOf(date) + dayMs), offsetMinutes: undefined };
	return {
		problem: "24:00 is 00:00 of the next day",
		repaired: `${formatStart(next).split("T", 1).join("")}T00:00:00${parts[2] ?? ""}`,
	};
};

const shortOffset: Repair = (text) => {
	const parts = /^(.*T.*)([+-])(\d)(?::?(\d\d))?$/i.exec(text);
	if (parts === null) return undefined;
	const [, before = "", sign = "", hours = "", minutes = "00"] = parts;
	return {
		problem: `the offset ${text.slice(before.length)} needs two digits for the hour`,
		repaired: `${before}${sign}0${hours}:${minutes}`,
	};
};

const offsetAfterDate: Repair = (text) => {
	const parts = /^(\d{4}-\d\d?-\d\d?)(Z|[+-]\d\d:?\d\d)$/i.exec(text);
	return parts === null
		? undefined
		: { problem: "an offset without a T before it", repaired: `${parts[1]}T00:00:00${parts[2]}` };
};

const longFraction: Repair = (text) =>
	/[.,]\d{10}/.test(text)
		? { problem: "more than nine digits of a second", repaired: text.replace(/([.,]\d{9})\d+/, "$1") }
		: undefined;

const yearLast: Repair = (text) =>
	/^\d\d?[-.]\d\d?[-.]\d{4}/.test(text) ? { problem: "the year must come first" } : undefined;

const outOfRange: Repair = (text) => {
	const parts = /^[+-]?(\d+)(?:-(\d\d?)(?:-(\d\d?))?)?(?:T(\d\d?)(?::(\d\d?)(?::(\d\d?))?)?)?/i.exec(text);
	if (parts === null) return undefined;
	const [, year, month = "1", day = "1", hour = "0", minute = "0", second = "0"] = parts;
	const days = daysInMonth(Number(year), Number(month));
	const limits = [
		{ unit: "month", value: month, from: 1, to: 12, note: "" },
		{ unit: "day", value: day, from: 1, to: days, note: ` in a month of ${days} days` },
		{ unit: "hour", value: hour, from: 0, to: 23, note: "" },
		{ unit: "minute", value: minute, from: 0, to: 59, note: "" },
		{ unit: "second", value: second, from: 0, to: 59, note: "" },
	];
	const wrong = limits.find(({ value, from, to }) => Number(value) < from || Number(value) > to);
	return wrong && { problem: `the start has ${wrong.unit} ${wrong.value}${wrong.note}` };
};

/** Knows the part between the slashes. */
export const startDoctor: Doctor = {
	isSound: (text) => text === "" || parseStart(text) !== undefined,
	repairs: [
		now,
		epoch,
		bracketedZone,
		basicFormat,
		slashedDate,
		spaceForT,
		wordForZ,
		withSpace,
		midnight,
		shortOffset,
		offsetAfterDate,
		longFraction,
		yearLast,
		outOfRange,
	],
	describe: (text) => `the start ${text} is not an ISO 8601 date`,
};
