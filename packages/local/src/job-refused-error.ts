export interface JobRefusal {
	readonly job: string;
	readonly status: number;
	/** What the server said. */
	readonly message: string;
}

/** The server did not take a job. */
export class JobRefusedError extends Error {
	override readonly name = "JobRefusedError";
	readonly code = "job.refused";
	readonly job: string;
	readonly status: number;

	constructor({ job, status, message }: JobRefusal) {
		super(`the server refuses ${job}: ${message}`);
		this.job = job;
		this.status = status;
	}
}
