import { ChronosError, parseNetrc } from "@chronos-job/core";
import type { PasswordSource } from "@chronos-job/schemas";
import { systemCodeOf } from "../files/file-system.ts";
import type { Host } from "../host.ts";
import { homeOf, pathFrom } from "./config-place.ts";

/** Whose secret it is, for questions and remarks. */
export interface SecretOwner {
	/** Of the context, or the address. */
	readonly name: string;
	/** Whether it is for Mesos, and not for Chronos. */
	readonly isMesos?: boolean;
	/** `password` or `token`. */
	readonly what: "password" | "token";
	readonly user: string | undefined;
	/** The machine, for netrc. */
	readonly hostName: string;
}

export interface Secret {
	readonly value: string;
	/** Where netrc tells it. */
	readonly user: string | undefined;
}

/** Reads a secret from where it is kept. What it is never gets into a message. */
export async function readSecret(host: Host, source: PasswordSource, owner: SecretOwner): Promise<Secret> {
	if (source === "netrc") return fromNetrc(host, owner);
	const { user } = owner;
	if (source === "prompt") return { value: await fromPerson(host, owner), user };
	if ("env" in source) return { value: fromEnvironment(host, source.env, owner), user };
	if ("file" in source) return { value: fromFile(host, source.file, owner), user };
	return { value: await fromCommand(host, source.command, owner), user };
}

function missing({ name, what }: SecretOwner, why: string, hint: string): ChronosError {
	return new ChronosError("context.no-password", `the ${what} of ${name} is missing: ${why}`, { hint });
}

async function fromPerson(host: Host, owner: SecretOwner): Promise<string> {
	const { name, what, user } = owner;
	if (!host.screen.interactive) {
		throw missing(owner, "nobody is there to be asked", `Keep it where it can be read: ${elsewhere(owner)}.`);
	}
	return host.askSecretly(`${what} ${user === undefined ? "for" : `of ${user} at`} ${name}: `);
}

function elsewhere({ what, isMesos = false }: SecretOwner): string {
	const option = `--${isMesos ? "mesos-" : ""}${what}-from`;
	const variable = `CHRONOS_${isMesos ? "MESOS_" : ""}${what === "password" ? "PASSWORD_FILE" : "TOKEN"}`;
	const withIt = `CHRONOS_${isMesos ? "MESOS_" : ""}URL`;
	return `\`chronos-job context add … ${option} file:PATH\`, or ${variable} with ${withIt}`;
}

function fromEnvironment({ env }: Host, variable: string, owner: SecretOwner): string {
	const value = env[variable];
	if (value) return value;
	throw missing(owner, `${variable} is not set`, `Set ${variable}.`);
}

function fromFile(host: Host, path: string, owner: SecretOwner): string {
	const place = pathFrom(host, path);
	const [line = ""] = readPrivate(host, place, owner).split(/\r?\n/);
	if (line !== "") return line;
	throw missing(owner, `the first line of ${place} is empty`, `Write the ${owner.what} into ${place}.`);
}

/** A file that only its owner can read. */
function readPrivate({ files, user }: Host, path: string, owner: SecretOwner): string {
	try {
		const { mode } = files.statSync(path);
		if (user.id !== undefined && (mode & 0o077) !== 0) {
			throw new ChronosError(
				"config.unsafe",
				`others can read ${path}, which holds the ${owner.what} of ${owner.name}`,
				{
					hint: `Run \`chmod 600 ${path}\`, and change the ${owner.what} if somebody may have seen it.`,
				},
			);
		}
		return files.readFileSync(path, "utf8");
	} catch (error) {
		if (error instanceof ChronosError) throw error;
		throw missing(owner, `${path} cannot be read (${systemCodeOf(error) ?? ""})`, `Make ${path} a file with mode 600.`);
	}
}

async function fromCommand(host: Host, line: string, owner: SecretOwner): Promise<string> {
	const { exitCode, stdout, stderr } = await host.runProgram(["/bin/sh", "-c", line]);
	const [secret = ""] = stdout.split(/\r?\n/);
	const said = stderr.trim().split("\n").at(-1) ?? "";
	if (exitCode !== 0) {
		const why = `its command ended with ${exitCode ?? "a signal"}${said === "" ? "" : ` (${said})`}`;
		throw missing(owner, why, "Run the command of the context by hand and mend it.");
	}
	if (secret !== "") return secret;
	throw missing(owner, "its command printed nothing", "Run the command of the context by hand and mend it.");
}

function fromNetrc(host: Host, owner: SecretOwner): Secret {
	const path = host.env["NETRC"] || `${homeOf(host) ?? ""}/.netrc`;
	const { hostName, user } = owner;
	const entry = parseNetrc(readPrivate(host, path, owner), hostName, user);
	if (entry?.password !== undefined) return { value: entry.password, user: user ?? entry.login };
	throw missing(
		owner,
		`${path} has no password for ${user === undefined ? "" : `${user} at `}${hostName}`,
		`Add \`machine ${hostName} login ${user ?? "NAME"} password …\` to ${path}.`,
	);
}
