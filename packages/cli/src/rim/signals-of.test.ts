import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { signalsOf } from "./signals-of.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A process of which only the signals are there. */
function signalled() {
	const process = new EventEmitter();
	const heard = () => signals.filter((name) => process.listenerCount(name) > 0);
	return { process, heard, ...signalsOf(process as unknown as NodeJS.Process) };
}

it.each(signals)("the first %s asks the program to end, the second one finds no listener", async (name) => {
	const { process, heard, untilStopped } = signalled();
	const stopped = untilStopped();
	process.emit(name, name);
	expect(await stopped).toBe(name);
	expect(heard()).toEqual([]);
});

it.each(signals)("%s is caught once", (name) => {
	const { process, heard, catchInterrupts } = signalled();
	const interrupts = catchInterrupts();
	process.emit(name, name);
	expect(interrupts.signal.aborted).toBe(true);
	expect(heard()).toEqual([]);
});

it("nothing is caught any more by those who do not care any more", () => {
	const { heard, catchInterrupts } = signalled();
	{
		using interrupts = catchInterrupts();
		expect(interrupts.signal.aborted).toBe(false);
		expect(heard()).toEqual(signals);
	}
	expect(heard()).toEqual([]);
});
