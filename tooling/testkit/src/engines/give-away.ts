import { askEngine } from "./ask-engine.ts";
import type { RegistryLogin } from "./test-engine.ts";

/** Pushes an image and removes it. */
export async function giveAway(socketPath: string, image: string, login: RegistryLogin): Promise<void> {
	const [, repository = "", tag = "latest"] = /^(.*?)(?::([^/:]+))?$/.exec(image) ?? [];
	const header = Buffer.from(JSON.stringify({ ...login, serveraddress: image.split("/")[0] })).toString("base64");
	const headers = { "x-registry-auth": header.replaceAll("+", "-").replaceAll("/", "_") };
	const pushed = await askEngine(socketPath, ["POST", `/v1.41/images/${repository}/push?tag=${tag}`, headers]);
	if (pushed.status >= 400 || pushed.text.includes('"error"')) throw new Error(`it was not pushed: ${pushed.text}`);
	const removed = await askEngine(socketPath, ["DELETE", `/v1.41/images/${image}?force=true`]);
	if (removed.status >= 400) throw new Error(`it was not removed: ${removed.text}`);
}
