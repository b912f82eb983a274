import { API } from 'typescript/unstable/sync';
import { inProject } from '../project/paths.mjs';

/**
 * A part of a JSON Schema (2020-12), as OpenAPI 3.1 has it.
 * @typedef {{ readonly [word: string]: unknown }} Schema
 */
/** @typedef {import('typescript/unstable/sync').Type} Type */
/** @typedef {import('typescript/unstable/sync').Symbol} Named */

const PROTOCOL = inProject('src', 'protocol', 'index.ts');

/** Bits of TypeScript's own `TypeFlags` and `SymbolFlags`. */
const ANY_OR_UNKNOWN = 3;
const UNDEFINED = 4;
const NULL = 8;
const STRING = 32;
const NUMBER = 64;
const BOOLEAN = 256;
const BOOLEAN_LITERAL = 8192;
const OPTIONAL = 16_777_216;

/**
 * The protocol's types as JSON Schemas, as the compiler understands them: what is said of a type and its fields in the code is their description.
 *
 * @param {readonly string[]} names Of types that `src/protocol` exports. Those that they refer to come along.
 * @returns {Readonly<Record<string, Schema>>} By name, in alphabetical order.
 */
export function protocolSchemas(names) {
  const api = new API({ cwd: inProject() });
  try {
    const project = api.updateSnapshot({ openProjects: [inProject('tsconfig.json')] }).getProject(inProject('tsconfig.json'));
    const file = project?.program.getSourceFile(PROTOCOL);
    if (project === undefined || file === undefined) {
      throw new Error('The compiler does not know src/protocol.');
    }
    return new SchemaWriter(project.checker, file).write(names);
  } finally {
    api.close();
  }
}

class SchemaWriter {
  /** @type {Map<string, Named>} */
  #exported;
  /** @type {Map<string, Schema>} */
  #written = new Map();
  #checker;

  /** @param {import('typescript/unstable/sync').Checker} checker @param {any} file */
  constructor(checker, file) {
    this.#checker = checker;
    const module = checker.getSymbolAtLocation(file);
    const symbols = module === undefined ? [] : checker.getExportsOfModule(module);
    this.#exported = new Map(symbols.map(symbol => [symbol.name, symbol]));
  }

  /** @param {readonly string[]} names */
  write(names) {
    for (const name of names) {
      this.#writeNamed(name);
    }
    return Object.fromEntries([...this.#written].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** @param {string} name @returns {Schema} */
  #writeNamed(name) {
    const symbol = this.#exported.get(name);
    if (symbol === undefined) {
      throw new Error(`src/protocol exports no type ${name}.`);
    }
    if (!this.#written.has(name)) {
      // Before it is looked at: it may refer to itself.
      this.#written.set(name, {});
      const schema = this.#describe(this.#checker.getDeclaredTypeOfSymbol(symbol));
      this.#written.set(name, { ...this.#words(symbol), ...schema });
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  /** @param {Type} type @returns {Schema} */
  #refer(type) {
    const name = (type.getAliasSymbol() ?? type.getSymbol())?.name ?? '';
    return this.#exported.has(name) && type.getAliasTypeArguments().length === 0 ? this.#writeNamed(name) : this.#describe(type);
  }

  /** @param {Type} type @returns {Schema} */
  #describe(type) {
    if ((type.flags & ANY_OR_UNKNOWN) !== 0) {
      return {};
    }
    if (type.isUnionType()) {
      return this.#describeUnion(type.getTypes() ?? []);
    }
    if ((type.flags & BOOLEAN_LITERAL) !== 0) {
      return { const: /** @type {any} */ (type).value };
    }
    if (type.isStringLiteralType() || type.isNumberLiteralType()) {
      return { const: type.value };
    }
    for (const [flag, word] of /** @type {const} */ ([
      [STRING, 'string'],
      [NUMBER, 'number'],
      [BOOLEAN, 'boolean'],
      [NULL, 'null'],
    ])) {
      if ((type.flags & flag) !== 0) {
        return { type: word };
      }
    }
    if (type.isTupleType() || (type.isTypeReference() && type.getTarget().isTupleType())) {
      const items = this.#checker.getTypeArguments(/** @type {any} */ (type)).map(item => this.#refer(item));
      return { type: 'array', prefixItems: items, minItems: items.length, maxItems: items.length };
    }
    if (this.#checker.isArrayLikeType(type)) {
      const [item] = this.#checker.getTypeArguments(/** @type {any} */ (type));
      return { type: 'array', ...(item !== undefined && { items: this.#refer(item) }) };
    }
    return this.#describeObject(type);
  }

  /** @param {readonly Type[]} types @returns {Schema} */
  #describeUnion(types) {
    const present = types.filter(type => (type.flags & UNDEFINED) === 0);
    const literals = /** @type {any[]} */ (present.filter(type => type.isStringLiteralType() || type.isNumberLiteralType()));
    const truths = present.filter(type => (type.flags & BOOLEAN_LITERAL) !== 0);
    const others = present.filter(type => !literals.includes(type) && !truths.includes(type));
    const choices = [
      ...(literals.length > 1 ? [{ enum: literals.map(type => type.value) }] : literals.map(type => this.#describe(type))),
      ...(truths.length > 1 ? [{ type: 'boolean' }] : truths.map(type => this.#describe(type))),
      ...others.map(type => this.#refer(type)),
    ];
    return choices.length === 1 ? /** @type {Schema} */ (choices[0]) : { anyOf: choices };
  }

  /** @param {Type} type @returns {Schema} */
  #describeObject(type) {
    const properties = this.#checker.getPropertiesOfType(type);
    const required = properties.filter(property => (property.flags & OPTIONAL) === 0).map(property => property.name);
    const [index] = this.#checker.getIndexInfosOfType(type);
    return {
      type: 'object',
      ...(properties.length > 0 && {
        properties: Object.fromEntries(properties.map(property => [property.name, this.#describeProperty(property)])),
      }),
      ...(required.length > 0 && { required }),
      ...(index !== undefined && { additionalProperties: this.#refer(index.valueType) }),
    };
  }

  /** @param {Named} property @returns {Schema} */
  #describeProperty(property) {
    const type = this.#checker.getTypeOfSymbol(property);
    return { ...(type === undefined ? {} : this.#refer(type)), ...this.#words(property) };
  }

  /** What the code says of it. @param {Named} symbol */
  #words(symbol) {
    const description = symbol
      .getDocumentationComment(this.#checker)
      .replaceAll(/\s*\n\s*/gu, ' ')
      .trim();
    return description === '' ? {} : { description };
  }
}
