import { z } from "zod";
import { buildsOf } from "./builds.ts";
import type { Immutable } from "./immutable.ts";

// A password in an address would end up in logs and process lists.
const address = z
	.string()
	.regex(
		/^(?:https?:\/\/[^\s/@?#]+(?:\/[^\s?#@]*)?|unix:\/\/\/.+)$/,
		"an address begins with http://, https:// or unix:/// and holds no user name, no password and no question mark",
	);

/** Where a password, or another secret, comes from; the file itself never holds one. */
export const PasswordSource = z
	.union([
		z.strictObject({ env: z.string().min(1).meta({ description: "The name of an environment variable." }) }),
		z.strictObject({ file: z.string().min(1).meta({ description: "A file whose first line is the password." }) }),
		z.strictObject({ command: z.string().min(1).meta({ description: "A shell line that prints the password." }) }),
		z.literal("netrc"),
		z.literal("prompt"),
	])
	.meta({ title: "Password source" });
export type PasswordSource = Immutable<z.infer<typeof PasswordSource>>;

export const Context = z
	.strictObject({
		url: address.optional().meta({
			description:
				"The address of the server, without user name and password. Whatever stands before `/v1/scheduler` belongs to it.",
			examples: ["http://chronos.example.org:4400", "https://example.org/service/chronos"],
		}),
		urls: z
			.array(address)
			.min(1)
			.optional()
			.meta({
				description: "The addresses of several servers of one installation, in the order to try them.",
				examples: [["http://chronos-1.example.org:4400", "http://chronos-2.example.org:4400"]],
			}),
		user: z
			.string()
			.optional()
			.meta({ description: "The user name for HTTP Basic authentication.", examples: ["alice"] }),
		password: PasswordSource.optional().meta({
			description: "Where the password comes from: a variable, a file, a command, `~/.netrc`, or a question each time.",
			examples: [{ env: "CHRONOS_PASSWORD" }, { command: "pass show chronos" }, "prompt"],
		}),
		token: PasswordSource.optional().meta({
			description: "Where the token for bearer authentication comes from; for servers behind a proxy that wants one.",
			examples: [{ file: "~/.chronos-token" }],
		}),
		dialect: z
			.enum(["3.x", "2.x", ...buildsOf()])
			.optional()
			.meta({
				description:
					"The REST dialect the server speaks, or the very build it is, like `3.0.2`. It is found out by asking when it is missing.",
			}),
		readOnly: z.boolean().optional().meta({ description: "Refuse every command that would change something here." }),
		danger: z
			.boolean()
			.optional()
			.meta({ description: "Ask for the name of the context before changing something here." }),
		via: z
			.string()
			.optional()
			.meta({
				description: "An SSH destination through which to reach the server.",
				examples: ["alice@login.example.org"],
			}),
		mesos: z
			.union([address, z.literal("none")])
			.optional()
			.meta({
				description:
					"The address of the Mesos master, for the logs of jobs. It is looked for where Chronos runs when it is missing; `none` is for not even looking.",
				examples: ["http://mesos.example.org:5050"],
			}),
		mesosUser: z
			.string()
			.optional()
			.meta({ description: "The user name for the Mesos master and its agents.", examples: ["alice"] }),
		mesosPassword: PasswordSource.optional().meta({
			description: "Where the password for Mesos comes from, like that of the server.",
			examples: [{ env: "MESOS_PASSWORD" }],
		}),
		mesosToken: PasswordSource.optional().meta({
			description: "Where the token for Mesos comes from; for clusters behind a proxy that wants one.",
			examples: [{ file: "~/.mesos-token" }],
		}),
		caFile: z
			.string()
			.optional()
			.meta({ description: "A file with the certificates of the authorities to trust, in PEM format." }),
	})
	.refine(({ url, urls }) => (url === undefined) !== (urls === undefined), "a context has either a url or urls")
	.refine(({ user, password }) => user !== undefined || password === undefined || password === "netrc", {
		message: "a password belongs to a user",
		path: ["password"],
	})
	.refine(({ user, password, token }) => token === undefined || (user === undefined && password === undefined), {
		message: "a context has either a user or a token",
		path: ["token"],
	})
	.refine(({ token }) => token !== "netrc", { message: "a token does not stand in ~/.netrc", path: ["token"] })
	.refine(
		({ mesosUser, mesosPassword }) =>
			mesosUser !== undefined || mesosPassword === undefined || mesosPassword === "netrc",
		{
			message: "a password belongs to a user",
			path: ["mesosPassword"],
		},
	)
	.refine(
		({ mesosUser, mesosPassword, mesosToken }) =>
			mesosToken === undefined || (mesosUser === undefined && mesosPassword === undefined),
		{
			message: "Mesos gets either a user or a token",
			path: ["mesosToken"],
		},
	)
	.refine(({ mesosToken }) => mesosToken !== "netrc", {
		message: "a token does not stand in ~/.netrc",
		path: ["mesosToken"],
	})
	// A secret goes to nobody who was only found.
	.refine(
		({ mesos, mesosUser, mesosPassword, mesosToken }) =>
			(mesos !== undefined && mesos !== "none") || (mesosUser ?? mesosPassword ?? mesosToken) === undefined,
		{
			message: "what is secret for Mesos belongs to its address",
			path: ["mesos"],
		},
	)
	.meta({ title: "Context" });
export type Context = Immutable<z.infer<typeof Context>>;

/** What is saved on disk: servers under names, and which of them is meant when none is said. */
export const ConfigFile = z.strictObject({
	$schema: z.string().optional().meta({ description: "For editors." }),
	current: z.string().optional().meta({ description: "The context that is used when none is named." }),
	contexts: z.record(z.string(), Context).optional().meta({ description: "The servers, by the names you give them." }),
});
export type ConfigFile = Immutable<z.infer<typeof ConfigFile>>;
