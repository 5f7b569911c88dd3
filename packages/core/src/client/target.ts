import type { Build, Dialect } from "@chronos-job/schemas";

export type Credentials =
	| { readonly kind: "basic"; readonly user: string; readonly password: string }
	| { readonly kind: "bearer"; readonly token: string };

/** A server to talk to, with all that is needed to do so. */
export interface Target {
	/** What people call it: the name of a context, or its address. */
	readonly name: string;
	/** Base addresses of one installation, in the order to try them; `unix:///path` is a socket. */
	readonly urls: readonly string[];
	/** Found out by asking when absent. */
	readonly dialect?: Dialect | undefined;
	/** Which build it is, where somebody has said so. */
	readonly build?: Build | undefined;
	/** What it may be, by what was seen of it earlier. */
	readonly supposed?: readonly Build[] | undefined;
	readonly credentials?: Credentials | undefined;
	/** The certificates of the authorities to trust, in PEM format. */
	readonly ca?: string | undefined;
	/** The SSH destination from which the addresses are seen. */
	readonly via?: string | undefined;
	/** The address of the Mesos master of the installation, or of several with commas between: there is what jobs write. */
	readonly mesos?: string | undefined;
}
