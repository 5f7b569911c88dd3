import { realpath } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Attempt } from "../../engine/state.ts";
import type { Reply } from "../handler.ts";
import type { Server } from "../server.ts";
import { findAttemptOf, withoutFiles } from "./find-attempt.ts";
import { listFiles } from "./list-files.ts";
import type { LocalAsked } from "./local-endpoint.ts";
import { localError, localJson, safely } from "./local-reply.ts";
import { timeOnWire } from "./on-wire.ts";
import { openInside } from "./open-inside.ts";

const largestListing = 10_000;

export async function getFiles(server: Server, asked: LocalAsked): Promise<Reply> {
	const attempt = findAttemptOf(server, asked);
	if ("status" in attempt) return attempt;
	const directory = await findDirectory(server, attempt);
	if (directory === undefined) return withoutFiles(attempt);
	const { files, isCut } = await listFiles(directory, largestListing);
	const listed = files.map((file) => ({ ...file, modifiedAt: timeOnWire(file.modifiedAt) }));
	return localJson({ taskId: attempt.taskId, files: listed, isCut });
}

export async function getFile(server: Server, asked: LocalAsked): Promise<Reply> {
	const attempt = findAttemptOf(server, asked);
	if ("status" in attempt) return attempt;
	const directory = await findDirectory(server, attempt);
	if (directory === undefined) return withoutFiles(attempt);
	const path = asked.params["path"] ?? "";
	const file = await openInside(directory, path);
	if (file === undefined) return localError(404, { code: "file-not-found", message: `there is no file ${path}` });
	const isBare = file.size === 0 || asked.request.method === "HEAD";
	if (isBare) await file.handle.close();
	return {
		status: 200,
		headers: {
			...safely,
			"content-type": "application/octet-stream",
			"content-length": String(file.size),
			"content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(basename(path))}`,
		},
		body: isBare ? "" : file.handle.createReadStream({ start: 0, end: file.size - 1 }),
	};
}

async function findDirectory({ engine }: Server, attempt: Attempt): Promise<string | undefined> {
	const { directory, workDirectory } = engine.sandboxOf(attempt);
	// A job may have removed its own directory, or put a link there: then it has left no files.
	return realpath(directory).then(
		(real) => join(real, basename(workDirectory)),
		() => undefined,
	);
}
