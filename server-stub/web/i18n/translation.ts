/**
 * The shape that another language's catalogue has: the keys of the English one, each with a text of its own.
 * The singular of a plural (`…_one`) is left out, because Japanese has none.
 */
export type Translation<English> = {
  readonly [Key in keyof English as Key extends `${string}_one` ? never : Key]: English[Key] extends string
    ? string
    : Translation<English[Key]>;
};
