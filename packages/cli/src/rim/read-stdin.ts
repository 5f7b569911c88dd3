/** All of standard input. */
export async function readStdin({ stdin }: Pick<NodeJS.Process, "stdin">): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stdin) chunks.push(chunk);
	return Buffer.concat(chunks);
}
