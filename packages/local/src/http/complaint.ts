import type { Reply } from "./handler.ts";
import { apiResult, bareReply, pageReply } from "./reply.ts";
import type { Server } from "./server.ts";

/** What is wrong with a request, in the words of Chronos. */
export interface Complaint {
	readonly status: 400 | 500 | 503 | 507;
	/** The class of what Chronos throws; without one the text stands alone. */
	readonly exception?: string;
	readonly text: string;
	/** What we can say beyond the line that Chronos writes. */
	readonly details?: string;
}

/** What cannot even be read; Chronos answers with a page (contract §3.0). */
export interface Unreadable {
	/** What a person needs to know, the field first. */
	readonly flaw: string;
	/** What Chronos throws. */
	readonly thrown: string;
	/** Some of it Chronos catches after all. */
	readonly isCaught?: boolean;
}

export function requirement(text: string, details?: string): Complaint {
	return { ...illegal(`requirement failed: ${text}`), ...(details === undefined ? {} : { details }) };
}

export function illegal(text: string): Complaint {
	return { status: 400, exception: "java.lang.IllegalArgumentException", text };
}

export function notFound(kind: "Job" | "JobSchedule", name: string): Complaint {
	return requirement(`${kind} '${name}' not found`);
}

export function complain(server: Server, complaint: Complaint): Reply {
	return server.facts.dialect === "2.x" ? plainRefusal(server, complaint) : objectRefusal(server, complaint);
}

export function refuseUnreadable(server: Server, { flaw, thrown, isCaught = false }: Unreadable, path: string): Reply {
	if (server.rules.jsonForBadInput) return complain(server, { status: 400, text: flaw });
	if (isCaught) return complain(server, { status: 500, exception: thrown, text: "" });
	const page = pageReply(500, path, thrown);
	return { ...page, headers: { ...page.headers, connection: "close" } };
}

function objectRefusal({ rules }: Server, { status, exception, text, details }: Complaint): Reply {
	const first = [exception, text].filter((part) => part !== undefined && part !== "").join(": ");
	if (!rules.noStackTraces && exception !== undefined) return apiResult(status, `${first}${trace}`);
	return apiResult(status, details === undefined ? first : `${first}\n${details}`);
}

/** Before 3.0 the message stood alone, or nothing did (contract §1.9). */
function plainRefusal({ rules }: Server, { status, exception, text }: Complaint): Reply {
	const isMute = status >= 500 || (exception === undefined && !rules.jsonForBadInput);
	if (isMute) return bareReply(status);
	const body = text.replaceAll("JobSchedule", "Job");
	return { status, headers: { "content-type": "application/json" }, body };
}

// The middle of a trace is opaque to every client (contract §12).
const trace = [
	"",
	"at scala.Predef$.require(Predef.scala:224)",
	"at org.apache.mesos.chronos.scheduler.api.JobManagementResource",
].join("\n\t");
