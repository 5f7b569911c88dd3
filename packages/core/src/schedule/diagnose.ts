/** What is wrong with a part of a text, and the part without that fault where the wish is certain. */
export interface Diagnosis {
	readonly problem: string;
	readonly repaired?: string | undefined;
	/** The part as it may be meant: to be shown, not to be written unasked. */
	readonly suggested?: string | undefined;
	/** The time zone that stood in it. */
	readonly zone?: string | undefined;
}

/** Recognises one kind of fault. */
export type Repair = (text: string) => Diagnosis | undefined;

export interface Doctor {
	isSound(text: string): boolean;
	readonly repairs: readonly Repair[];
	/** The problem of what no repair recognises. */
	describe(text: string): string;
}

/** The first fault of a text, with a repair of all of them where there is one for each; undefined when it is sound. */
export function diagnose(text: string, doctor: Doctor): Diagnosis | undefined {
	if (doctor.isSound(text)) return undefined;
	const first = findFault(text, doctor);
	if (first === undefined) return { problem: doctor.describe(text) };
	let repaired = first.repaired;
	for (let round = 0; round < doctor.repairs.length && repaired !== undefined; round++) {
		if (doctor.isSound(repaired)) return { problem: first.problem, repaired };
		repaired = findFault(repaired, doctor)?.repaired;
	}
	const { problem, suggested, zone } = first;
	return suggested !== undefined && doctor.isSound(suggested) ? { problem, suggested, zone } : { problem };
}

function findFault(text: string, { repairs }: Doctor): Diagnosis | undefined {
	for (const repair of repairs) {
		const found = repair(text);
		if (found !== undefined) return found;
	}
	return undefined;
}
