import { addressesOf, contextsOf, findProxy, type ResolvedTarget } from "@chronos-job/core";
import type { LoadedConfig } from "../context/load-config.ts";
import type { Host } from "../host.ts";
import { plural } from "../render/plural.ts";
import type { Diagnosis } from "./diagnosis.ts";

/** What is configured, and which server is meant by it. */
export function examinePlace(host: Host, loaded: LoadedConfig, resolved: ResolvedTarget): readonly Diagnosis[] {
	return [configDiagnosis(host, loaded), addressDiagnosis(resolved), ...proxyDiagnoses(host, resolved)];
}

function configDiagnosis({ files, user }: Host, { path, config, text }: LoadedConfig): Diagnosis {
	if (text === "") return { name: "config", state: "ok", message: "nothing is configured" };
	const count = plural(contextsOf(config).size, "context");
	const isPrivate = user.id === undefined || (files.statSync(path).mode & 0o077) === 0;
	if (isPrivate) return { name: "config", state: "ok", message: `${path} has ${count}` };
	return {
		name: "config",
		state: "warning",
		message: `others can read ${path}, with addresses and names of ${count}`,
		hint: `Run \`chmod 600 ${path}\`.`,
	};
}

const reasons: Readonly<Record<ResolvedTarget["by"], string>> = {
	"--context": "by --context",
	CHRONOS_CONTEXT: "by CHRONOS_CONTEXT",
	CHRONOS_URL: "by CHRONOS_URL",
	current: "as the current context",
	default: "for no other is named",
};

function addressDiagnosis({ name, by, context }: ResolvedTarget): Diagnosis {
	const where = context === undefined ? "the Chronos of this machine" : placeText(name, addressesOf(context));
	const via = context?.via === undefined ? "" : `, through an SSH tunnel by ${context.via}`;
	return { name: "address", state: "ok", message: `${where}${via}, ${reasons[by]}` };
}

function placeText(name: string, urls: readonly string[]): string {
	return urls.length === 1 && urls[0] === name ? name : `${name} at ${urls.join(" ")}`;
}

function proxyDiagnoses({ env }: Host, { context }: ResolvedTarget): readonly Diagnosis[] {
	if (context === undefined || context.via !== undefined) return [];
	return addressesOf(context).flatMap((url): readonly Diagnosis[] => {
		const proxy = findProxy(url, env);
		if (proxy === undefined) return [];
		return [
			{
				name: "proxy",
				state: "ok",
				// What stands before the @ may be a password.
				message: `requests to ${url} go through the proxy ${proxy.replace(/^([^/]*\/\/)?[^@/]*@/, "$1…@")}`,
				evidence: [`no_proxy is ${JSON.stringify(env["no_proxy"] ?? env["NO_PROXY"] ?? "")}`],
				hint: `Add ${hostOf(url)} to no_proxy if the server is to be reached straight.`,
			},
		];
	});
}

function hostOf(url: string): string {
	return /^https?:\/\/(\[[^\]]*\]|[^:/]+)/i.exec(url)?.[1] ?? url;
}
