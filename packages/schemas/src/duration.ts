/** An ISO 8601 period as written: nothing is carried over, every part may be negative. */
export interface Duration {
	readonly years: number;
	readonly months: number;
	readonly weeks: number;
	readonly days: number;
	readonly hours: number;
	readonly minutes: number;
	readonly seconds: number;
	readonly millis: number;
}

const shortestOverflow = "P2147483648D".length;

// The period grammar of Joda 2.9.6 (contract §4.2): signs, any letter case, a bare P, and room for ten characters a number.
const whole = String.raw`(-?\d{1,10}|\+\d{1,11})`;
const fraction = String.raw`(?=[.,\d]{2,11}S)\d{0,9}[.,]\d*|-(?=[.,\d]{2,11}S)\d{1,9}[.,]\d*|\+(?=[.,\d]{2,12}S)\d{1,10}[.,]\d*`;
const grammar = new RegExp(
	`^P(?:${whole}Y)?(?:${whole}M)?(?:${whole}W)?(?:${whole}D)?(?:T(?=.)(?:${whole}H)?(?:${whole}M)?(?:(?:${whole}|(${fraction}))S)?)?$`,
	"i",
);

export function parseDuration(text: string): Duration | undefined {
	const parts = grammar.exec(text);
	if (parts === null) return undefined;
	const duration: Duration = {
		years: integer(parts[1]),
		months: integer(parts[2]),
		weeks: integer(parts[3]),
		days: integer(parts[4]),
		hours: integer(parts[5]),
		minutes: integer(parts[6]),
		seconds: integer(parts[7] ?? parts[8]),
		millis: parts[8] === undefined ? 0 : millisOf(parts[8]),
	};
	return text.length < shortestOverflow || Object.values(duration).every(isJavaInt) ? duration : undefined;
}

/** Prints as Joda does: `PT0S` for nothing, always three digits of a second where there is a fraction. */
export function formatDuration(duration: Duration): string {
	const date =
		unit(duration.years, "Y") + unit(duration.months, "M") + unit(duration.weeks, "W") + unit(duration.days, "D");
	const time =
		unit(duration.hours, "H") + unit(duration.minutes, "M") + formatSeconds(duration.seconds * 1000 + duration.millis);
	if (date + time === "") return "PT0S";
	return time === "" ? `P${date}` : `P${date}T${time}`;
}

function integer(digits: string | undefined): number {
	return digits === undefined ? 0 : Math.trunc(Number(digits.replace(",", "."))) + 0;
}

function millisOf(seconds: string): number {
	const millis = Number(
		seconds
			.slice(seconds.search(/[.,]/) + 1)
			.slice(0, 3)
			.padEnd(3, "0"),
	);
	return seconds.startsWith("-") ? 0 - millis : millis;
}

function isJavaInt(value: number): boolean {
	return value >= -2_147_483_648 && value <= 2_147_483_647;
}

function unit(value: number, letter: string): string {
	return value === 0 ? "" : `${value}${letter}`;
}

function formatSeconds(totalMs: number): string {
	if (totalMs === 0) return "";
	const sign = totalMs < 0 ? "-" : "";
	const whole = Math.floor(Math.abs(totalMs) / 1000);
	const millis = Math.abs(totalMs) % 1000;
	return millis === 0 ? `${sign}${whole}S` : `${sign}${whole}.${String(millis).padStart(3, "0")}S`;
}
