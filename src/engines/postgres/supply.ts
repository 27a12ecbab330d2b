/** What PostgreSQL is made of, where it has been fetched; it finds what is left out beside itself. */
export interface Parts {
  readonly program?: WebAssembly.Module
  /** What a server has in its folder of that name, and its libraries. */
  readonly share?: Blob
  /** A database that has just been set up, to begin with; without one it takes some seconds more. */
  readonly base?: Uint8Array
}

/** Where the parts come from. */
export interface Supply {
  /** `step` is told how much of them is there, 0 to 1. The base is wanted for a database that is not kept. */
  readonly load: (wanted: { readonly base: boolean }, step: (done: number) => void) => Promise<Parts>
  /** Offers a base to whoever has none. */
  readonly keepBase: (base: Uint8Array) => Promise<void>
}

/** Makes a base for each database: PostgreSQL comes with its package. */
export class MemorySupply implements Supply {
  #base: Uint8Array | undefined

  async load(): Promise<Parts> {
    return this.#base ? { base: this.#base } : {}
  }

  async keepBase(base: Uint8Array): Promise<void> {
    this.#base = base
  }
}
