/** What kind of credential a text shows in clear; undefined when it shows none for sure. */
export function findSecret(text: string): string | undefined {
	if (!suspicious.test(text)) return undefined;
	for (const [kind, shape] of shapes) if (shape.test(text)) return kind;
	if (passwordPlaces.some((place) => valuesAt(text, place).some(isLiteral))) return "a password";
	if (tokenPlaces.some((place) => valuesAt(text, place).some(isRandom))) return "a token";
	return undefined;
}

/** The same for an environment variable, whose name tells what its value is. */
export function findVariableSecret(name: string, value: string): string | undefined {
	if (passwordName.test(name) && !/\s/.test(value) && isLiteral(value)) return "a password";
	if (tokenName.test(name) && isRandom(value)) return "a token";
	if (/^aws_secret_access_key$/i.test(name) && /^[A-Za-z\d/+]{40}$/.test(value)) return "an AWS secret key";
	return findSecret(value);
}

const passwordName = /(?:passw(?:or)?d|passphrase|(?:^|_)pass)$/i;
const tokenName = /(?:token|secret|(?:api|access|account|auth|private|secret)_?key)$/i;

/** What every secret below has: nearly all texts are done after this one look. */
const suspicious =
	/passw|passphrase|token|secret|key|bearer|sshpass|curl|mysql|login|@|AKIA|ASIA|eyJ|gh[pousr]_|github_|glpat|xox|hf_/i;

const shapes: readonly (readonly [kind: string, shape: RegExp])[] = [
	["an AWS access key", /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/],
	["an AWS secret key", /\baws_secret_access_key["']?\s{0,3}[=:]?\s{0,3}["']?[A-Za-z\d/+]{40}(?![A-Za-z\d/+])/i],
	["a JSON web token", /\beyJ[\w-]{10,500}\.eyJ[\w-]{10,4000}\.[\w-]{10}/],
	["a GitHub token", /\bgh[pousr]_[A-Za-z\d]{36}|\bgithub_pat_\w{22}/],
	["a GitLab token", /\bglpat-[\w-]{20}/],
	["a Slack token", /\bxox[abprs]-[\w-]{10}/],
	["a Hugging Face token", /\bhf_[A-Za-z\d]{30}/],
	["a private key", /-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY-----/],
	["a password in a URL", /:\/\/[^\s/:@"'`]+:[^\s/:@"'`$<>{}%*][^\s/@"'`$<>{}]*@/],
];

// The distances are bounded so that a long text takes linear time.
const passwordPlaces: readonly RegExp[] = [
	/(?:passw(?:or)?d|passphrase)=["']?([^\s"'`;|&<>(){}]+)/gi,
	/\s--?[\w-]{0,30}(?:passw(?:or)?d|passphrase)\s+["']?([^\s"'`;|&<>(){}]+)/gi,
	/\bsshpass\s+-p\s*["']?([^\s"'`;|&<>(){}]+)/g,
	/\bcurl\s(?:[^;|&]{0,200}\s)?(?:-u\s*|--user[\s=])["']?[^\s:"'$]+:([^\s"'`;|&<>(){}]+)/g,
	/\b(?:docker|podman|helm|oras|apptainer|singularity)\s(?:[^;|&]{0,200}\s)?login\s(?:[^;|&]{0,200}\s)?-p[\s=]*["']?([^\s"'`;|&<>(){}]+)/g,
	/\bmysql(?:dump|admin)?\s(?:[^;|&]{0,200}\s)?-p["']?([^\s"'`;|&<>(){}]+)/g,
];

const tokenPlaces: readonly RegExp[] = [
	/(?:token|secret|(?:api|access|account|auth|secret)[_-]?key)["']?[=:]\s*["']?([^\s"'`]+)/gi,
	/\s--[\w-]{0,30}(?:token|secret|(?:api|access|account|auth|secret)-?key)\s+["']?([^\s"'`]+)/gi,
	/\bbearer\s+([^\s"'`]+)/gi,
];

function valuesAt(text: string, place: RegExp): readonly string[] {
	return Array.from(text.matchAll(place), ([, value = ""]) => value);
}

/** Not a variable, a template, a path, an option or a word that says where the password comes from. */
function isLiteral(value: string): boolean {
	if (value.length < 4 || value.includes("$")) return false;
	return !/^(?:[-/%*@.\\<{]|(?:env|file|fd):|(?:true|false|none|null|prompt|stdin|x+)$)/i.test(value);
}

/** Generated text changes between letters and digits all the time, words with versions seldom. */
function isRandom(value: string): boolean {
	const start = /^[\w+=~-]{16,}/.exec(value)?.[0] ?? "";
	return (start.match(/\d[A-Za-z]|[A-Za-z]\d/g) ?? []).length >= 3;
}
