import { expect, test } from "vitest";
import { authorizationOf } from "./authorization.ts";
import { secretsHider } from "./secrets-hider.ts";

test.each([
	["secret", "latin1"],
	["pässwörd", "latin1"],
	["пароль", "utf8"],
] as const)("the password %s goes out in %s", (password, encoding) => {
	const [scheme, encoded = ""] = authorizationOf({ kind: "basic", user: "ada", password }).split(" ");
	expect(scheme).toBe("Basic");
	expect(Buffer.from(encoded, "base64").toString(encoding)).toBe(`ada:${password}`);
});

test("a token goes out as it is, without what stands around it in a file", () => {
	expect(authorizationOf({ kind: "bearer", token: "abc.def\n" })).toBe("Bearer abc.def");
});

test.each(["", "two words", "line\nbreak", "zw\u00F6lf"])("a token like %j is refused and not told", (token) => {
	const act = (): string => authorizationOf({ kind: "bearer", token });
	expect(act).toThrow(/^the token is empty or has characters that no header can carry$/);
});

test("what a server repeats of our secrets is not repeated again", () => {
	const credentials = { kind: "basic", user: "ada", password: "pässwörd" } as const;
	const heard = `you said ${authorizationOf(credentials)}, that is pässwörd or ${encodeURIComponent("pässwörd")}`;
	expect(secretsHider(credentials)(heard)).toBe("you said Basic ***, that is *** or ***");
	expect(secretsHider(undefined)("all of it")).toBe("all of it");
});
