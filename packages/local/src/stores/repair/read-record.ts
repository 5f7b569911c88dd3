export type Value = string | number | undefined;

/** The values of a row (https://www.sqlite.org/fileformat2.html#record_format); throws a RangeError over nonsense. */
export function readRecord(payload: Buffer): readonly Value[] {
	const head = readVarint(payload, 0);
	const values: Value[] = [];
	let [typeAt, valueAt] = [head.next, head.value];
	while (typeAt < head.value) {
		const type = readVarint(payload, typeAt);
		const length = lengthOf(type.value);
		if (valueAt + length > payload.length) throw new RangeError("the value leaves the record");
		values.push(valueOf(payload.subarray(valueAt, valueAt + length), type.value));
		[typeAt, valueAt] = [type.next, valueAt + length];
	}
	return values;
}

/** Up to nine bytes, seven bits each, the last one eight. */
export function readVarint(bytes: Buffer, at: number): { readonly value: number; readonly next: number } {
	let value = 0;
	for (let index = 0; index < 8; index++) {
		const byte = bytes.readUInt8(at + index);
		value = value * 0x80 + (byte & 0x7f);
		if (byte < 0x80) return { value, next: at + index + 1 };
	}
	return { value: readLongest(bytes.subarray(at, at + 9)), next: at + 9 };
}

/** Negative numbers take all nine bytes. */
function readLongest(bytes: Buffer): number {
	const last = BigInt(bytes.readUInt8(8));
	const high = bytes.subarray(0, 8).reduce((value, byte) => (value << 7n) | BigInt(byte & 0x7f), 0n);
	return Number(BigInt.asIntN(64, (high << 8n) | last));
}

const integerLengths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function lengthOf(type: number): number {
	if (type < 0 || type === 10 || type === 11) throw new RangeError("there is no such type");
	return integerLengths[type] ?? Math.floor((type - 12) / 2);
}

function valueOf(bytes: Buffer, type: number): Value {
	if (type >= 12) return type % 2 === 1 ? bytes.toString("utf8") : undefined;
	if (type === 0) return undefined;
	if (type === 7) return bytes.readDoubleBE();
	if (type === 6) return Number(bytes.readBigInt64BE());
	return bytes.length === 0 ? type - 8 : bytes.readIntBE(0, bytes.length);
}
