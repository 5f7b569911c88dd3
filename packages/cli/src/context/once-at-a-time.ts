/** An act that those who want it at the same time share. */
export function onceAtATime<Value>(act: () => Promise<Value>): () => Promise<Value> {
	let underway: Promise<Value> | undefined;
	return () => {
		underway ??= act().finally(() => {
			underway = undefined;
		});
		return underway;
	};
}
