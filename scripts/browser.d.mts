export function findBrowser(): string | undefined

/** What the browser is started with, so that it does nothing but show pages. */
export const browserArguments: readonly string[]
export function ensureBrowser(): Promise<string>
