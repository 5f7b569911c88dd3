/** What a template needs to know before it can write a job file. */
export interface TemplateAnswers {
	readonly name: string;
	readonly command: string;
	readonly image: string;
	readonly user: string;
	readonly parents: readonly string[];
	/** The time the file is made, for schedules that need a start. */
	readonly now: number;
}

export type Question = "name" | "command" | "image" | "user" | "parents";

export interface TemplateField {
	readonly key: string;
	readonly value: unknown;
	/** One or more lines that say why. */
	readonly comment: string;
}

export interface Template {
	readonly name: string;
	readonly about: string;
	/** What is asked for, with the answer that is proposed; an empty one must be given. */
	readonly questions: Readonly<Partial<Record<Question, string>>>;
	fields(answers: TemplateAnswers): readonly TemplateField[];
}
