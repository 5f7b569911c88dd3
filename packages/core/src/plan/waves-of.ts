/** Groups steps so that each comes after all that it names; within a group their order means nothing. */
export function wavesOf<Step extends { readonly name: string }>(
	steps: readonly Step[],
	namesBefore: (step: Step) => readonly string[],
): readonly (readonly Step[])[] {
	const levels = new Map<string, number>();
	const waves: Step[][] = [];
	for (const step of steps) {
		const level = Math.max(-1, ...namesBefore(step).map((name) => levels.get(name) ?? -1)) + 1;
		levels.set(step.name, level);
		const wave = waves[level];
		if (wave === undefined) waves.push([step]);
		else wave.push(step);
	}
	return waves;
}
