import { expect, it } from "vitest";
import { isOwnMistake } from "./is-own-mistake.ts";

const coded = (error: Error, code: string) => Object.assign(error, { code });

it.each<[string, unknown, boolean]>([
	["a property of nothing", new TypeError("Cannot read properties of undefined (reading 'x')"), true],
	["an unknown name", new ReferenceError("x is not defined"), true],
	["too deep a call", new RangeError("Maximum call stack size exceeded"), true],
	["a wrong argument", coded(new TypeError('The "data" argument must be …'), "ERR_INVALID_ARG_TYPE"), true],
	["what is wrapped", new TypeError("fetch failed", { cause: coded(new Error("x"), "ECONNREFUSED") }), false],
	["what has a code", coded(new TypeError("Invalid character in header content"), "ERR_INVALID_CHAR"), false],
	["a broken connection", coded(new Error("read ECONNRESET"), "ECONNRESET"), false],
	["something unheard of", new Error("The moon."), false],
	["what is no error", "oops", false],
])("%s is a mistake of a program: %s", (_, error, expected) => {
	expect(isOwnMistake(error)).toBe(expected);
});
