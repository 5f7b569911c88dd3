import type { Session } from "../command/session.ts";
import type { Wanted } from "./plan-documents.ts";
import type { Shaping } from "./shape-documents.ts";

/** The jobs of a command line, as its options shape them; stops at what cannot be sent whatever the server is. */
export async function readShaped(
	session: Pick<Session, "readDocuments" | "check">,
	paths: readonly string[],
	shaping: Shaping,
): Promise<Wanted> {
	const read = await session.readDocuments(paths);
	const documents = isNothing(shaping) ? read : (await import("./shape-documents.ts")).shapeDocuments(read, shaping);
	return { documents, specs: session.check(documents).specs };
}

function isNothing({ set, param, name }: Shaping): boolean {
	return set.length === 0 && param.length === 0 && name === undefined;
}
