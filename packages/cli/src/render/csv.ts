/** Rows as RFC 4180 has them, with lines that end as everywhere else. */
export function csv(rows: readonly (readonly string[])[]): string {
	return rows.map((row) => `${row.map(quoted).join(",")}\n`).join("");
}

function quoted(cell: string): string {
	return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
