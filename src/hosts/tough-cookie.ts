// Stands in for the package `tough-cookie`, which MSW keeps cookies in: with the list of public suffixes that it brings,
// 110 KB gzipped for cookies that nothing here sets. vite.config.ts puts it in the package's place, in page and worker.

/** MSW reads kept cookies by this as it starts; what an earlier page kept counts for nothing. */
export const Cookie = { fromJSON: (_json: unknown): undefined => undefined }

export class MemoryCookieStore {
  idx: Readonly<Record<string, never>> = {}
}

export class CookieJar {
  getCookiesSync(_url: string): readonly never[] {
    return []
  }

  async setCookie(_cookie: string, _url: string): Promise<void> {}
}
