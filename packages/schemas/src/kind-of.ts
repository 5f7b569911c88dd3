export type JobKind = "scheduled" | "child" | "once";

/** What starts a job: parents win over a schedule, and without either it runs once, now (contract §2.2). */
export function kindOf(spec: { readonly schedule?: unknown; readonly parents?: unknown }): JobKind {
	if (spec.parents !== undefined) return "child";
	return spec.schedule === undefined ? "once" : "scheduled";
}
