/** One thing that the doctor has looked at. */
export interface Diagnosis {
	/** `config`, `address`, `proxy`, the checks of contexts, `engines`, `gpus`, and `jobs`. */
	readonly name: string;
	readonly state: "ok" | "warning" | "fails";
	readonly message: string;
	readonly evidence?: readonly string[];
	readonly hint?: string | undefined;
	/** What programs tell one kind of finding about jobs from another by. */
	readonly code?: string;
	/** The jobs that it is about. */
	readonly jobs?: readonly string[];
}
