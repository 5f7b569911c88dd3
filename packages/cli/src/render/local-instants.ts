import { localTime } from "./time.ts";

/** A text with its instants as people in that zone say them; those within schedules stay. */
export function localInstants(text: string, zone: string | undefined): string {
	return text.replaceAll(/(?<![/\w])\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z(?![/\w])/g, (instant) =>
		localTime(Date.parse(instant), zone),
	);
}
