/** ISO 8601 in UTC with milliseconds, for all years that a schedule can name. */
export function formatTime(ms: number): string {
	if (Math.abs(ms) <= furthestMs) return new Date(ms).toISOString();
	const cycles = Math.trunc(ms / cycleMs);
	const twin = new Date(ms - cycles * cycleMs);
	const year = twin.getUTCFullYear() + cycles * cycleYears;
	return `${year < 0 ? "-" : "+"}${Math.abs(year)}${twin.toISOString().slice(4)}`;
}

// What a Date can be; a start may have nine digits for its year (contract §4.2).
const furthestMs = 8_640_000_000_000_000;
// After so many years the calendar begins again.
const cycleYears = 400;
const cycleMs = 146_097 * 86_400_000;
