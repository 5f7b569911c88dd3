import type { Registry } from "./registry-of.ts";

/** Who somebody is to a registry. */
export type Credentials = { readonly username: string; readonly password: string } | { readonly identitytoken: string };

/** What a file says about a registry: who we are, or the helper that knows. */
export type AuthEntry =
	| { readonly kind: "credentials"; readonly credentials: Credentials }
	| { readonly kind: "helper"; readonly name: string };

/** Reads Docker's config.json or Podman's auth.json, the likeliest entry first; what is no such file has none. */
export function parseAuthFile(text: string, { keys, server }: Registry): readonly AuthEntry[] {
	const { auths = {}, credHelpers = {}, credsStore = "" } = parse(text);
	const helper = keys
		.concat(server)
		.map((key) => credHelpers[key])
		.find(isName);
	const names = [helper, credsStore].filter(isName);
	const entries = new Map(Object.entries(auths).map(([key, auth]) => [nameOf(key), auth]));
	const auth = keys.map((key) => entries.get(key)).find((one) => one !== undefined);
	const credentials = auth === undefined ? undefined : credentialsOf(auth);
	return [
		...names.map((name): AuthEntry => ({ kind: "helper", name })),
		...(credentials === undefined ? [] : [{ kind: "credentials", credentials } as const]),
	];
}

interface AuthFile {
	readonly auths?: Readonly<Record<string, Auth>>;
	readonly credHelpers?: Readonly<Record<string, string>>;
	readonly credsStore?: string;
}

interface Auth {
	readonly auth?: string;
	readonly identitytoken?: string;
}

function parse(text: string): AuthFile {
	try {
		const file: AuthFile | null = JSON.parse(text);
		return file ?? {};
	} catch {
		return {};
	}
}

/** The name is a part of the name of a program, and may lead nowhere else. */
function isName(name: string | undefined): name is string {
	return name !== undefined && /^[\w.-]+$/.test(name);
}

/** Docker wrote addresses once, with a version behind the host. */
function nameOf(key: string): string {
	const bare = key.replace(/^https?:\/\//, "");
	return bare === key ? key : (bare.split("/", 1)[0] ?? "");
}

function credentialsOf({ auth = "", identitytoken = "" }: Auth): Credentials | undefined {
	if (identitytoken !== "") return { identitytoken };
	const [, username, password = ""] = /^([^:]+):(.*)$/s.exec(Buffer.from(auth, "base64").toString("utf8")) ?? [];
	return username === undefined ? undefined : { username, password: password.replace(/\0+$/, "") };
}
