import { type FieldValue, findField, type JobFacts, jobFieldNames, type NamedField } from "@chronos-job/core";

/** All that can be told of a job in a word. */
export const everyField: readonly NamedField[] = jobFieldNames.flatMap((name) => findField(name) ?? []);

type Plain = Exclude<FieldValue, undefined>;

/** Fields of a job as programs read them: times in UTC, nothing where nothing is known. */
export function factRecord(
	facts: JobFacts,
	fields: readonly NamedField[],
	now: number,
): Readonly<Record<string, Plain>> {
	return Object.fromEntries(
		fields.flatMap((field) => {
			const value = plainValue(field, facts, now);
			return value === undefined ? [] : [[field.name, value] as const];
		}),
	);
}

/** The same as cells of a table. */
export function factCells(facts: JobFacts, fields: readonly NamedField[], now: number): readonly string[] {
	return fields.map((field) => {
		const value = plainValue(field, facts, now);
		return Array.isArray(value) ? value.join(" ") : String(value ?? "");
	});
}

function plainValue(field: NamedField, facts: JobFacts, now: number): Plain | undefined {
	// The word of the server tells how many run.
	if (field.name === "state") return facts.summary?.state;
	const value = field.of(facts, now);
	return field.kind === "time" && typeof value === "number" ? new Date(value).toISOString() : value;
}
