import { describe, expect, it } from "vitest";
import { isAuthorized } from "./basic-auth.ts";

const account = { user: "alice", password: "pä:ss" };
const basic = (text: string, encoding: BufferEncoding = "utf8") =>
	`Basic ${Buffer.from(text, encoding).toString("base64")}`;

describe("isAuthorized", () => {
	it.each([
		["in UTF-8", basic("alice:pä:ss"), true],
		["in Latin-1", basic("alice:pä:ss", "latin1"), true],
		["with a scheme in small letters", basic("alice:pä:ss").replace("Basic", "basic"), true],
		["with another password", basic("alice:pass"), false],
		["with another user", basic("bob:pä:ss"), false],
		["that are empty", "Basic", false],
		["of another scheme", basic("alice:pä:ss").replace("Basic", "Bearer"), false],
		["that are not there", undefined, false],
	])("judges credentials %s", (_, header, isRight) => {
		expect(isAuthorized(header, account)).toBe(isRight);
	});
});
