import { X509Certificate } from "node:crypto";
import { join } from "node:path";
import type { Endpoint, EngineTls } from "./endpoint.ts";
import { EngineError } from "./engine-error.ts";

/** Which of the certificates was not liked, and what helps; undefined when the failure has nothing to do with them. */
export function explainTls(error: unknown, endpoint: Endpoint): EngineError | undefined {
	if (!(error instanceof Error) || endpoint.kind !== "tcp" || endpoint.tls === undefined) return undefined;
	const { text: where, tls } = endpoint;
	const failure = failureOf(error, tls);
	if (failure === undefined) return undefined;
	const { says, advice } = failure;
	return new EngineError(`${where} ${says}`, undefined, { advice, cause: error });
}

/** Whether an answer in the clear says that TLS is spoken there. */
export function wantsTls(body: string): boolean {
	return body.includes("HTTP request to an HTTPS server");
}

interface TlsFailure {
	readonly says: string;
	readonly advice: string;
}

function failureOf(error: Error, tls: EngineTls): TlsFailure | undefined {
	const code = "code" in error ? String(error.code) : "";
	const { message } = error;
	if (strangers.has(code)) return strangerOf(tls);
	if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return otherNames(error);
	if (code in untimely) return { says: `shows a certificate that ${untimely[code] ?? ""}`, advice: renew };
	if (code.startsWith("ERR_OSSL_")) return unreadable(message, tls);
	if (message.includes("wrong version number")) return { says: "does not speak TLS", advice: inTheClear };
	return clientAlerts.some((alert) => message.includes(`SSL alert number ${String(alert)}`))
		? refusalOf(tls)
		: undefined;
}

const strangers: ReadonlySet<string> = new Set([
	"UNABLE_TO_VERIFY_LEAF_SIGNATURE",
	"UNABLE_TO_GET_ISSUER_CERT",
	"UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
	"SELF_SIGNED_CERT_IN_CHAIN",
	"DEPTH_ZERO_SELF_SIGNED_CERT",
	"CERT_SIGNATURE_FAILURE",
]);

function strangerOf(tls: EngineTls): TlsFailure {
	const whose = tls.ca === undefined ? "no authority that this machine trusts" : `not the one in ${fileOf(tls, "ca")}`;
	return {
		says: `shows a certificate whose authority is ${whose}`,
		advice: `Put the authority that signed the certificate of the engine into ${fileOf(tls, "ca")}.`,
	};
}

function otherNames(error: Error): TlsFailure {
	const names = namesIn("cert" in error ? error.cert : undefined);
	const says = `shows a certificate for other names${names === "" ? "" : `: ${names}`}`;
	return { says, advice: "Call the engine by a name that its certificate has." };
}

function namesIn(cert: unknown): string {
	const hasNames = typeof cert === "object" && cert !== null && "subjectaltname" in cert;
	return hasNames && typeof cert.subjectaltname === "string" ? cert.subjectaltname : "";
}

const untimely: Readonly<Record<string, string>> = {
	CERT_HAS_EXPIRED: "has expired",
	CERT_NOT_YET_VALID: "is not valid yet by the clock of this machine",
};

const renew = "Renew the certificate of the engine.";
const inTheClear = "Run `unset DOCKER_TLS_VERIFY`, or name the port that TLS is spoken on.";

function unreadable(message: string, tls: EngineTls): TlsFailure {
	const files = `${fileOf(tls, "cert")} and key.pem`;
	const says = message.includes("key values mismatch") ? "do not belong together" : "cannot both be read as PEM";
	return { says: `cannot be asked: ${files} ${says}`, advice: replacing(tls) };
}

// Bad, unsupported, revoked, expired or unknown certificate, unknown authority, access denied, certificate required.
const clientAlerts = [42, 43, 44, 45, 46, 48, 49, 116] as const;

function refusalOf(tls: EngineTls): TlsFailure {
	const { cert } = tls;
	if (cert === undefined) {
		return { says: `wants a client certificate, and ${fileOf(tls, "cert")} is not there`, advice: replacing(tls) };
	}
	return { says: `refuses the client certificate ${fileOf(tls, "cert")}${detailsOf(cert)}`, advice: replacing(tls) };
}

/** Whose it is and until when; an engine does not say what it has against it. */
function detailsOf(pem: string): string {
	try {
		const { issuer, validTo } = new X509Certificate(pem);
		return ` (issued by ${issuer.replaceAll("\n", ", ")}, valid until ${validTo})`;
	} catch {
		return "";
	}
}

function replacing(tls: EngineTls): string {
	return `Put the certificate and the key of a client that the engine trusts into ${fileOf(tls, "cert")} and key.pem.`;
}

function fileOf({ folder }: EngineTls, name: "ca" | "cert"): string {
	return folder === undefined ? `$DOCKER_CERT_PATH/${name}.pem` : join(folder, `${name}.pem`);
}
