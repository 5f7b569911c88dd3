import { describe, expect, it } from "vitest";
import { explainTls, wantsTls } from "./explain-tls.ts";

const tls = { folder: "/certs", ca: "CA", cert: "CERT", key: "KEY" };
const failing = (code: string, message = code, more = {}) => Object.assign(new Error(message), { code, ...more });
const endpointWith = (own: object) =>
	({ kind: "tcp", text: "tcp://box:2376", host: "box", port: 2376, tls: own }) as const;

describe("what goes wrong with TLS is explained", () => {
	it.each<readonly [string, readonly [Error, object], readonly [says: string, advice: string]]>([
		[
			"an authority that nobody here knows",
			[failing("SELF_SIGNED_CERT_IN_CHAIN"), {}],
			[
				"shows a certificate whose authority is no authority that this machine trusts",
				"Put the authority that signed the certificate of the engine into $DOCKER_CERT_PATH/ca.pem.",
			],
		],
		[
			"another authority",
			[failing("UNABLE_TO_VERIFY_LEAF_SIGNATURE"), tls],
			[
				"shows a certificate whose authority is not the one in /certs/ca.pem",
				"Put the authority that signed the certificate of the engine into /certs/ca.pem.",
			],
		],
		[
			"an old certificate",
			[failing("CERT_HAS_EXPIRED"), tls],
			["shows a certificate that has expired", "Renew the certificate of the engine."],
		],
		[
			"another name",
			[failing("ERR_TLS_CERT_ALTNAME_INVALID", "x", { cert: { subjectaltname: "DNS:lab" } }), tls],
			["shows a certificate for other names: DNS:lab", "Call the engine by a name that its certificate has."],
		],
		[
			"keys that are none",
			[
				failing("ERR_OSSL_X509_KEY_VALUES_MISMATCH", "error:05800074:x509 certificate routines::key values mismatch"),
				tls,
			],
			[
				"cannot be asked: /certs/cert.pem and key.pem do not belong together",
				"Put the certificate and the key of a client that the engine trusts into /certs/cert.pem and key.pem.",
			],
		],
		[
			"a client that is not trusted",
			[failing("ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", "tlsv1 alert unknown ca: SSL alert number 48"), tls],
			[
				"refuses the client certificate /certs/cert.pem",
				"Put the certificate and the key of a client that the engine trusts into /certs/cert.pem and key.pem.",
			],
		],
		[
			"a client without a certificate",
			[failing("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "SSL alert number 116"), { folder: "/certs", ca: "CA" }],
			[
				"wants a client certificate, and /certs/cert.pem is not there",
				"Put the certificate and the key of a client that the engine trusts into /certs/cert.pem and key.pem.",
			],
		],
		[
			"an engine that speaks in the clear",
			[failing("EPROTO", "write EPROTO ...wrong version number:..."), tls],
			["does not speak TLS", "Run `unset DOCKER_TLS_VERIFY`, or name the port that TLS is spoken on."],
		],
	])("%s", (_, [error, own], [says, advice]) => {
		const explained = explainTls(error, endpointWith(own));
		expect([explained?.message, explained?.advice]).toEqual([`tcp://box:2376 ${says}`, advice]);
		expect(explained?.cause).toBe(error);
	});

	it.each([
		["a port that is closed", failing("ECONNREFUSED"), endpointWith(tls)],
		["a socket", failing("CERT_HAS_EXPIRED"), { kind: "unix", text: "unix:///s", socketPath: "/s" } as const],
		["what is no error", "SSL alert number 42", endpointWith(tls)],
	])("and nothing else: %s", (_, error, endpoint) => {
		expect(explainTls(error, endpoint)).toBeUndefined();
	});

	it("an engine behind TLS says so in the clear", () => {
		expect(wantsTls("Client sent an HTTP request to an HTTPS server.\n")).toBe(true);
		expect(wantsTls("page not found")).toBe(false);
	});
});
