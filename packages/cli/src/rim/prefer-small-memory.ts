/** Tells V8 not to put off what it has to tidy up: a program that is open all day is not to grow with what it has read. */
export function preferSmallMemory(process: NodeJS.Process): void {
	// Optimizing for size would halve the memory as well, and take half as long again to start.
	const flags = "--semi-space-growth-factor=1 --heap-growing-percent=40";
	process.getBuiltinModule("node:v8").setFlagsFromString(flags);
}
