import { buildsOf, type ConfigFile, type Context, isBuild } from "@chronos-job/schemas";
import { closest } from "../closest.ts";
import type { Path } from "../document/position.ts";
import { isAddress } from "./is-address.ts";

/** What is wrong with one value of the configuration. Never holds the value: it may be a secret in the wrong place. */
export interface ConfigProblem {
	readonly path: Path;
	readonly message: string;
	readonly hint: string;
}

/** Answers what a value should be; undefined when it is that. */
type Check = (value: unknown) => string | undefined;

export function isConfigFile(value: unknown): value is ConfigFile {
	return configProblems(value).length === 0;
}

/** Every departure from what a configuration should be, as `ConfigFile` of the schemas has it. */
export function configProblems(value: unknown): readonly ConfigProblem[] {
	if (!isObject(value)) return [problem([], "the configuration is not an object", 'Write { "contexts": { } }.')];
	const { contexts } = value;
	return [
		...fieldProblems(value, [], fileFields),
		...(isObject(contexts) ? Object.entries(contexts).flatMap(([name, each]) => contextProblems(name, each)) : []),
	];
}

function contextProblems(name: string, context: unknown): readonly ConfigProblem[] {
	const path = ["contexts", name];
	if (!isObject(context)) return [problem(path, "a context is not an object", 'Write { "url": "http://…" }.')];
	const found = fieldProblems(context, path, contextFields);
	if (found.length > 0) return found;
	return agreements.flatMap(({ field, message, hint, isBroken }) =>
		isBroken(context) ? [problem(field in context ? [...path, field] : path, message, hint)] : [],
	);
}

function fieldProblems(
	value: Readonly<Record<string, unknown>>,
	path: Path,
	fields: Readonly<Record<string, Check>>,
): readonly ConfigProblem[] {
	return Object.entries(value).flatMap(([name, each]) => {
		const place = [...path, name];
		const check = Object.hasOwn(fields, name) ? fields[name] : undefined;
		if (check === undefined) {
			const near = closest(name, Object.keys(fields));
			const hint = near === undefined ? `Remove it; there are ${Object.keys(fields).join(", ")}.` : `Write "${near}".`;
			return [problem(place, `there is no field "${name}"`, hint)];
		}
		const wanted = check(each);
		return wanted === undefined ? [] : [problem(place, `"${name}" is not what it should be`, wanted)];
	});
}

function problem(path: Path, message: string, hint: string): ConfigProblem {
	return { path, message, hint };
}

const text: Check = (value) => (typeof value === "string" ? undefined : "Write a text between quotes.");
const flag: Check = (value) => (typeof value === "boolean" ? undefined : "Write true or false.");
const address: Check = (value) => (isAddress(value) ? undefined : addressHint);
const addresses: Check = (value) =>
	Array.isArray(value) && value.length > 0 && value.every(isAddress) ? undefined : `In a list: ${addressHint}`;
const source: Check = (value) =>
	isSource(value)
		? undefined
		: 'Say where it comes from: { "env": … }, { "file": … }, { "command": … }, "netrc" or "prompt".';

const addressHint = "Write an address like http://chronos.example.org:4400, without user name and password.";

const dialectHint = `Write one of ${["3.x", "2.x", ...buildsOf()].map((each) => `"${each}"`).join(", ")}.`;

const fileFields: Readonly<Record<keyof ConfigFile, Check>> = {
	$schema: text,
	current: text,
	contexts: (value) => (isObject(value) ? undefined : 'Write { "NAME": { "url": "http://…" } }.'),
};

const contextFields: Readonly<Record<keyof Context, Check>> = {
	url: address,
	urls: addresses,
	user: text,
	password: source,
	token: source,
	dialect: (value) => (value === "3.x" || value === "2.x" || isBuild(value) ? undefined : dialectHint),
	readOnly: flag,
	danger: flag,
	via: text,
	mesos: (value) => (value === "none" ? undefined : address(value)),
	mesosUser: text,
	mesosPassword: source,
	mesosToken: source,
	caFile: text,
};

interface Agreement {
	readonly field: keyof Context;
	readonly message: string;
	readonly hint: string;
	readonly isBroken: (context: Readonly<Record<string, unknown>>) => boolean;
}

/** What has to hold between the fields of a context. */
const agreements: readonly Agreement[] = [
	{
		field: "urls",
		message: "a context has either a url or urls",
		hint: 'Write "url" for one address, "urls" for several.',
		isBroken: ({ url, urls }) => (url === undefined) === (urls === undefined),
	},
	{
		field: "password",
		message: "the password belongs to no user",
		hint: 'Add "user".',
		isBroken: ({ user, password }) => user === undefined && password !== undefined && password !== "netrc",
	},
	{
		field: "token",
		message: "a context has either a user or a token",
		hint: 'Remove "token", or "user" and "password".',
		isBroken: ({ user, password, token }) => token !== undefined && (user !== undefined || password !== undefined),
	},
	{
		field: "token",
		message: "a token does not stand in ~/.netrc",
		hint: 'Say where it comes from: { "env": … }, { "file": … }, { "command": … } or "prompt".',
		isBroken: ({ token }) => token === "netrc",
	},
	{
		field: "mesosPassword",
		message: "the password for Mesos belongs to no user",
		hint: 'Add "mesosUser".',
		isBroken: ({ mesosUser, mesosPassword }) =>
			mesosUser === undefined && mesosPassword !== undefined && mesosPassword !== "netrc",
	},
	{
		field: "mesosToken",
		message: "Mesos gets either a user or a token",
		hint: 'Remove "mesosToken", or "mesosUser" and "mesosPassword".',
		isBroken: ({ mesosUser, mesosPassword, mesosToken }) =>
			mesosToken !== undefined && (mesosUser !== undefined || mesosPassword !== undefined),
	},
	{
		field: "mesosToken",
		message: "a token does not stand in ~/.netrc",
		hint: 'Say where it comes from: { "env": … }, { "file": … }, { "command": … } or "prompt".',
		isBroken: ({ mesosToken }) => mesosToken === "netrc",
	},
	{
		field: "mesos",
		message: "what is secret for Mesos belongs to its address",
		hint: 'Add "mesos" with the address of the master.',
		// A secret goes to nobody who was only found.
		isBroken: ({ mesos, mesosUser, mesosPassword, mesosToken }) =>
			(mesos === undefined || mesos === "none") && (mesosUser ?? mesosPassword ?? mesosToken) !== undefined,
	},
];

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSource(value: unknown): boolean {
	if (value === "netrc" || value === "prompt") return true;
	if (!isObject(value)) return false;
	const [entry, ...more] = Object.entries(value);
	if (entry === undefined || more.length > 0) return false;
	return ["env", "file", "command"].includes(entry[0]) && typeof entry[1] === "string" && entry[1] !== "";
}
