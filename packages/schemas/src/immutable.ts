/** The same data, without the right to change it. */
export type Immutable<T> = { readonly [Key in keyof T]: Immutable<T[Key]> };
