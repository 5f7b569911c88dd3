/** How Chronos compares; the letter case counts (contract §2.5). */
export function isOperator(word: string): boolean {
	return word === "EQUALS" || word === "LIKE" || word === "UNLIKE";
}

/** The operator that another word certainly stands for. */
export function meantOperator(word: string): string | undefined {
	const upper = word.trim().toUpperCase();
	if (isOperator(upper)) return upper;
	return Object.hasOwn(synonyms, upper) ? synonyms[upper] : undefined;
}

/** Words of other systems for the one comparison that all have. */
const synonyms: Readonly<Record<string, string>> = {
	CLUSTER: "EQUALS",
	EQUAL: "EQUALS",
	IS: "EQUALS",
	"=": "EQUALS",
	"==": "EQUALS",
};
