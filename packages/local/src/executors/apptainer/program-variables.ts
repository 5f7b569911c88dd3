import type { Account } from "../../sandbox/run-as.ts";

const passed = [
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"NO_PROXY",
	"http_proxy",
	"https_proxy",
	"no_proxy",
	"SSL_CERT_FILE",
	"SSL_CERT_DIR",
	"XDG_RUNTIME_DIR",
] as const;

/** How registries are reached. */
export type ProgramEnvironment = Readonly<Partial<Record<(typeof passed)[number], string | undefined>>>;

/** What the program finds of the server's variables. */
export function variablesOfProgram(
	environment: ProgramEnvironment,
	{ path, user }: { readonly path: string; readonly user: Account },
): Readonly<Record<string, string>> {
	const given = passed.flatMap((name): readonly (readonly [string, string])[] => {
		const value = environment[name];
		return value === undefined ? [] : [[name, value]];
	});
	return { ...Object.fromEntries(given), PATH: path, HOME: user.home, USER: user.name };
}
