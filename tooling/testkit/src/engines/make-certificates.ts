import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import type { TempDir } from "../temp-dir.ts";

/** Why no certificates can be made here. */
export function whyNoCertificates(): string | undefined {
	return spawnSync("openssl", ["version"]).error === undefined ? undefined : "openssl is not installed";
}

/** Folders with a `ca.pem`, a `cert.pem` and a `key.pem`, and each of them alike but for one thing. */
export interface Certificates {
	/** For who listens on 127.0.0.1 and 127.0.0.2. */
	readonly server: string;
	readonly client: string;
	/** Its authority is another one. */
	readonly stranger: string;
	/** The client's, a day too old. */
	readonly stale: string;
	/** The client's, whose server was signed by somebody else. */
	readonly misled: string;
	/** Has the authority alone. */
	readonly bare: string;
}

export function makeCertificates(folder: TempDir): Certificates {
	const [ours, theirs] = [makeAuthority(folder, "ours"), makeAuthority(folder, "theirs")];
	const client = { use: "clientAuth", days: 2 };
	const names = "\nsubjectAltName=IP:127.0.0.1,IP:127.0.0.2";
	return {
		server: sign(folder, "server", { ca: ours, signer: ours, use: `serverAuth${names}`, days: 2 }),
		client: sign(folder, "client", { ca: ours, signer: ours, ...client }),
		stranger: sign(folder, "stranger", { ca: ours, signer: theirs, ...client }),
		stale: sign(folder, "stale", { ca: ours, signer: ours, ...client, days: -1 }),
		misled: sign(folder, "misled", { ca: theirs, signer: ours, ...client }),
		bare: copyAuthority(folder, "bare", ours),
	};
}

interface Authority {
	readonly cert: string;
	readonly key: string;
}

const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"] as const;

function makeAuthority(folder: TempDir, name: string): Authority {
	const [cert, key] = [folder.write(`${name}.pem`, ""), folder.write(`${name}-key.pem`, "")];
	openssl(["req", "-x509", ...curve, "-days", "2", "-subj", `/CN=${name}`, "-keyout", key, "-out", cert]);
	return { cert, key };
}

interface Signing {
	readonly ca: Authority;
	readonly signer: Authority;
	readonly use: string;
	readonly days: number;
}

function sign(folder: TempDir, name: string, { ca, signer, use, days }: Signing): string {
	const directory = copyAuthority(folder, name, ca);
	const [cert, key, request] = ["cert.pem", "key.pem", "request"].map((file) => folder.write(`${name}/${file}`, ""));
	if (cert === undefined || key === undefined || request === undefined) throw new Error("three are needed");
	const extensions = folder.write(`${name}/extensions`, `extendedKeyUsage=${use}\n`);
	openssl(["req", ...curve, "-subj", `/CN=${name}`, "-keyout", key, "-out", request]);
	const by = ["-CA", signer.cert, "-CAkey", signer.key, "-CAcreateserial", "-days", String(days)];
	openssl(["x509", "-req", "-in", request, ...by, "-extfile", extensions, "-out", cert]);
	return directory;
}

function copyAuthority(folder: TempDir, name: string, { cert }: Authority): string {
	folder.write(`${name}/ca.pem`, folder.read(cert.slice(folder.path.length + 1)));
	return join(folder.path, name);
}

function openssl(words: readonly string[]): void {
	execFileSync("openssl", words, { stdio: "pipe" });
}
