import { describe, expect, it } from "vitest";
import { accepts, acceptsGzip, isJsonType, isReadableAsJson } from "./negotiation.ts";

describe("accepts", () => {
	it.each([
		[undefined, true],
		["", true],
		["*/*", true],
		["application/*", true],
		["APPLICATION/JSON; charset=utf-8", true],
		["text/html, application/json;q=0.5", true],
		["text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", true],
		["text/html", false],
		["application/json;q=0", false],
		["*/*, application/json;q=0", false],
		["text/*", false],
	])("application/json when the client says %s: %s", (accept, isAccepted) => {
		expect(accepts(accept, "application/json")).toBe(isAccepted);
	});
});

describe("acceptsGzip", () => {
	it.each([
		[undefined, false],
		["gzip", true],
		["br, gzip;q=0.1", true],
		["*", true],
		["gzip;q=0, *", false],
		["deflate", false],
	])("when the client says %s: %s", (encoding, isAccepted) => {
		expect(acceptsGzip(encoding)).toBe(isAccepted);
	});
});

describe("what a body may be", () => {
	it.each([
		["application/json", true, true],
		["application/json; charset=utf-8", true, true],
		["Application/JSON", true, true],
		["text/json", false, true],
		["application/vnd.x+json", false, true],
		["application/javascript", false, true],
		["text/plain", false, false],
		["application/x-www-form-urlencoded", false, false],
		["garbage", false, false],
	])("%s: where JSON is asked for %s, where it is enough that it can be read %s", (type, isJson, isReadable) => {
		expect([isJsonType(type), isReadableAsJson(type)]).toEqual([isJson, isReadable]);
	});
});
