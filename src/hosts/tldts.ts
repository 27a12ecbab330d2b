// Stands in for the package `tldts`, the public-suffix list that MSW's cookie store reads: 100 KB gzipped for cookies that
// nothing here sets. Without the list every host is its own registrable domain.

export const getDomain = (host: string): string => host
export const getPublicSuffix = (host: string): string => host
export const parse = (host: string): { hostname: string; domain: string } => ({ hostname: host, domain: host })
