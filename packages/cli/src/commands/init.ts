import { ChronosError, parseDocument, showControls, validate } from "@chronos-job/core";
import { type ArgsOf, flag, text, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import { resolve } from "../files/unreadable.ts";
import { writeWholeFile } from "../files/write-whole-file.ts";
import type { Host } from "../host.ts";
import { fileLink } from "../render/link.ts";
import { templates } from "../templates/index.ts";
import type { Question, Template, TemplateAnswers } from "../templates/template.ts";
import { writeTemplate } from "../templates/write-template.ts";

const args = {
	template: word(
		"What to start from",
		templates.map(({ name }) => name),
	),
	file: text("Where to write; the name decides the syntax: .jsonc, .json, .yaml; - prints it", "f"),
	name: text("The job's name"),
	command: text("What it runs"),
	image: text("The container image, with a tag"),
	user: text("The Unix user it runs as"),
	parents: text("The jobs it waits for, with commas between them"),
	yes: flag("Take the proposed answers instead of asking", "y"),
	force: flag("Replace a file that exists"),
} as const;

type InitArgs = ArgsOf<typeof args>;

export const init = defineCommand({
	name: "init [template]",
	theme: "files",
	about: "Write a commented job file to start from",
	examples: [
		{ line: "chronos-job init hello --yes", about: "The smallest job, without questions" },
		{
			line: "chronos-job init gpu-recas --name train --command 'python3 train.py' --user rossi --yes",
			about: "A GPU job for ReCaS-Bari",
		},
	],
	args,

	async run(args, { host, note }) {
		const template = await chooseTemplate(args.template, host);
		const answers = await collectAnswers(template, args, host);
		const fields = template.fields(answers);
		const file = args.file ?? `${answers.name === "" ? template.name : String(fields[0]?.value)}.jsonc`;
		const text = writeTemplate(fields, file);
		refuseBadAnswers(text, file, host.now());
		if (file === "-") return { file, place: "", template: template.name, text };
		if (host.files.existsSync(resolve(host, file)) && !args.force) {
			throw new ChronosError("usage.invalid", `${file} exists already`, {
				hint: "Give another name with --file, or --force to replace it.",
			});
		}
		const place = resolve(host, file);
		writeWholeFile(host.files, place, text);
		note(`next: chronos-job explain ${file}`);
		return { file, place, template: template.name, text: undefined };
	},

	views: {
		result: ({ file, place, text }, screen) => text ?? `wrote ${fileLink(screen, place, showControls(file))}\n`,
		json: ({ file, template, text }) => ({ file, template, text }),
	},
});

async function chooseTemplate(name: string | undefined, host: Host): Promise<Template> {
	const wanted = name ?? (host.screen.interactive ? await host.ask(`${templateList()}Template [hello]: `) : "hello");
	const found = templates.find((template) => template.name === (wanted.trim() || "hello"));
	if (found !== undefined) return found;
	throw new ChronosError("usage.invalid", `there is no template "${wanted}"`, {
		hint: `There are ${templates.map((template) => template.name).join(", ")}.`,
	});
}

function templateList(): string {
	return templates.map(({ name, about }) => `  ${name.padEnd(10)} ${about}\n`).join("");
}

/** What was answered may make a file that no server takes. */
function refuseBadAnswers(text: string, file: string, now: number): void {
	const [error] = validate([parseDocument(text, file)], { now }).findings.filter(
		({ severity }) => severity === "error",
	);
	if (error !== undefined) throw new ChronosError("usage.invalid", error.message, { hint: error.hint });
}

const wording: Readonly<Record<Question, string>> = {
	name: "Name",
	command: "Command",
	image: "Image",
	user: "User",
	parents: "Parents (commas between)",
};
const questions: readonly Question[] = ["name", "command", "image", "user", "parents"];

async function collectAnswers(template: Template, args: InitArgs, host: Host): Promise<TemplateAnswers> {
	const given = new Map<Question, string>();
	for (const question of questions) {
		const proposed = template.questions[question];
		if (proposed !== undefined)
			given.set(question, await answerTo(question, { given: args[question], proposed, isAsking: !args.yes, host }));
	}
	const answerOf = (question: Question) => given.get(question) ?? "";
	return {
		name: answerOf("name"),
		command: answerOf("command"),
		image: answerOf("image"),
		user: answerOf("user"),
		parents: answerOf("parents")
			.split(",")
			.map((parent) => parent.trim())
			.filter((parent) => parent !== ""),
		now: host.now(),
	};
}

interface Asking {
	readonly given: string | undefined;
	readonly proposed: string;
	readonly isAsking: boolean;
	readonly host: Host;
}

async function answerTo(question: Question, { given, proposed, isAsking, host }: Asking): Promise<string> {
	if (given !== undefined) return given;
	if (isAsking && host.screen.interactive) {
		const answer = (await host.ask(`${wording[question]}${proposed === "" ? "" : ` [${proposed}]`}: `)).trim();
		if (answer !== "") return answer;
	}
	const login = question === "user" ? host.env["USER"] : undefined;
	const answer = proposed === "" ? login : proposed;
	if (answer !== undefined && answer !== "") return answer;
	throw new ChronosError("usage.invalid", `this template has to know --${question}`, {
		hint: `Give --${question}, or run \`chronos-job init\` in a terminal to be asked.`,
	});
}
