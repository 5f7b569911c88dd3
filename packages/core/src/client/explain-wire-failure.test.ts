import { expect, test } from "vitest";
import { explainWireFailure } from "./explain-wire-failure.ts";

const request = { base: "http://ada:secret@a:4400/x/", isRead: true, hasBegun: false };
const coded = (code: string, cause?: unknown) => Object.assign(new Error(`${code} happened`, { cause }), { code });

const failures = [
	[
		"nobody listens",
		coded("ECONNREFUSED"),
		"connect",
		"target.unreachable",
		/^no server answers at http:\/\/a:4400\/x: /,
	],
	[
		"a library wraps it",
		new TypeError("failed", { cause: coded("ENOTFOUND") }),
		"connect",
		"target.unreachable",
		/no such host/,
	],
	[
		"all addresses of a host fail",
		Object.assign(new AggregateError([coded("ECONNREFUSED")]), { code: "ECONNREFUSED" }),
		"connect",
		"target.unreachable",
		/nothing listens/,
	],
	["a certificate is old", coded("CERT_HAS_EXPIRED"), "connect", "target.unreachable", /CERT_HAS_EXPIRED/],
	["a certificate is its own", coded("DEPTH_ZERO_SELF_SIGNED_CERT"), "connect", "target.unreachable", /nobody known/],
	[
		"a port speaks no TLS",
		coded("ERR_SSL_WRONG_VERSION_NUMBER"),
		"connect",
		"target.unreachable",
		/does not speak TLS/,
	],
	[
		"a proxy wants a password",
		new Error("Proxy response (407) !== 200 when HTTP Tunneling"),
		"connect",
		"target.unreachable",
		/proxy answered 407/,
	],
	[
		"the connection breaks",
		coded("ECONNRESET"),
		"head",
		"target.unreachable",
		/^http:\/\/a:4400\/x did not answer: the connection broke$/,
	],
	["nothing comes", coded("UND_ERR_HEADERS_TIMEOUT"), "head", "target.timeout", /the time for an answer ran out$/],
	["garbage comes", coded("HPE_INVALID_CONSTANT"), "head", "target.not-chronos", /that is no HTTP/],
	[
		"something unheard of happens",
		new Error("The moon.\nIt fell."),
		"head",
		"target.unreachable",
		/did not answer: The moon\. It fell$/,
	],
	["no error is thrown at all", "oops", "head", "target.unreachable", /did not answer: oops$/],
] as const;

test.each(failures.map(([what, cause, stage, code, message]) => ({ what, cause, stage, code, message })))(
	"when $what, that is said",
	({ cause, stage, code, message }) => {
		const failure = explainWireFailure(cause, request);
		expect(failure).toMatchObject({ stage, error: { code, cause, message: expect.stringMatching(message) } });
		expect(failure.error.message).not.toContain("secret");
	},
);

test.each([new TypeError("x is not a function"), new ReferenceError("y is not defined")])(
	"a mistake of the program is none of the server's: %s",
	(mistake) => {
		expect(() => explainWireFailure(mistake, request)).toThrow(mistake);
	},
);

test("a body that breaks is cut off, whatever broke it", () => {
	const failure = explainWireFailure(coded("ECONNRESET"), { ...request, hasBegun: true });
	expect(failure).toMatchObject({ stage: "body", isPassing: true, error: { code: "target.not-chronos" } });
	expect(failure.error.message).toMatch(/^the answer of .* was cut off: /);
});

test("a write that may have been done says so, and one that was not sent does not", () => {
	const write = { ...request, isRead: false };
	expect(explainWireFailure(coded("ECONNRESET"), write).error.message).toMatch(/what was asked is not known$/);
	expect(explainWireFailure(coded("ECONNREFUSED"), write).error.message).toMatch(/nothing listens there$/);
});
