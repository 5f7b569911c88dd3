import { ChronosError } from "@chronos-job/core";
import type { PasswordSource } from "@chronos-job/schemas";

/** `env:NAME`, `file:PATH`, `command:LINE`, `netrc` or `prompt`; paths become absolute. */
export function parseSource(
	text: string,
	{ option, cwd }: { readonly option: string; readonly cwd: string },
): PasswordSource {
	if (text === "netrc" || text === "prompt") return text;
	const [, kind = "", value = ""] = /^(env|file|command):(.+)$/s.exec(text) ?? [];
	if (kind === "env") return { env: value };
	if (kind === "command") return { command: value };
	if (kind === "file") return { file: absolute(value, cwd) };
	// Not repeated: it may be the secret itself.
	throw new ChronosError("usage.invalid", `${option} does not say where the secret comes from`, {
		hint: `Write ${option} env:NAME, file:PATH, command:LINE, netrc or prompt.`,
	});
}

/** As the program finds it again from anywhere. */
export function absolute(path: string, cwd: string): string {
	return /^(?:[/~]|[A-Za-z]:[\\/])/.test(path) ? path : `${cwd}/${path.replace(/^\.\//, "")}`;
}
