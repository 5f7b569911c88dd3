import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import type { TestRegistry } from "./start-registry.ts";

/** Files under a name, and what the image says about itself, in the words of the OCI. */
export interface PushedImage {
	readonly name: string;
	readonly root: string;
	readonly config: Readonly<Record<string, unknown>>;
}

/** Gives a registry an image that no engine has made; answers its whole name. */
export async function pushImage(registry: TestRegistry, { name, root, config }: PushedImage): Promise<string> {
	const [repository = "", tag = "latest"] = name.split(":");
	const base = `http://${registry.host}/v2/${repository}`;
	const layer = execFileSync("tar", ["-C", root, "-c", "."], { maxBuffer: 2 ** 28 });
	const rootfs = { type: "layers", diff_ids: [digestOf(layer)] };
	const image = Buffer.from(JSON.stringify({ architecture: "amd64", os: "linux", config, rootfs }));
	for (const blob of [layer, image]) await pushBlob(base, blob, registry);
	const manifest = {
		schemaVersion: 2,
		mediaType: manifestType,
		config: entryOf("application/vnd.docker.container.image.v1+json", image),
		layers: [entryOf("application/vnd.docker.image.rootfs.diff.tar", layer)],
	};
	const headers = { ...authOf(registry), "content-type": manifestType };
	await ask(`${base}/manifests/${tag}`, { method: "PUT", headers, body: JSON.stringify(manifest) });
	return `${registry.host}/${repository}:${tag}`;
}

const manifestType = "application/vnd.docker.distribution.manifest.v2+json";

async function pushBlob(base: string, blob: Buffer, registry: TestRegistry): Promise<void> {
	const headers = authOf(registry);
	const begun = await ask(`${base}/blobs/uploads/`, { method: "POST", headers });
	const place = new URL(begun.headers.get("location") ?? "", base);
	place.searchParams.set("digest", digestOf(blob));
	const type = { "content-type": "application/octet-stream" };
	await ask(place.href, { method: "PUT", headers: { ...headers, ...type }, body: new Uint8Array(blob) });
}

async function ask(url: string, call: RequestInit): Promise<Response> {
	const answer = await fetch(url, call);
	if (!answer.ok) throw new Error(`${url}: ${String(answer.status)} ${await answer.text()}`);
	return answer;
}

function authOf({ login: { username, password } }: TestRegistry): Readonly<Record<string, string>> {
	return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` };
}

function entryOf(mediaType: string, bytes: Buffer) {
	return { mediaType, size: bytes.length, digest: digestOf(bytes) };
}

function digestOf(bytes: Buffer): string {
	return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
