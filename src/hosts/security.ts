// The security policy of the dashboard, in one place: the production page carries it in a <meta>, as static hosts rarely
// let a project set headers; the servers of this project send it as headers, in development too.

/** Where a dashboard may find a platform besides its own origin: a local `npm run api`. */
const localPlatforms = ['http://localhost:*', 'http://127.0.0.1:*']

const policy = {
  'default-src': ["'none'"],
  // PostgreSQL comes as WebAssembly.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'", ...localPlatforms],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
}

/** Marks the scripts and styles that the development server writes into the page. Development only. */
export const developmentNonce = 'development'

/** The Content-Security-Policy as a page's <meta> may carry it: frame-ancestors works as a header only. */
export const pagePolicy = serialize(policy)

/** The headers of every response with the built dashboard. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `${pagePolicy}; frame-ancestors 'none'`,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

/** The same for the development server, opened as far as hot reload needs: its own inline scripts and styles, its socket. */
export const developmentHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'Content-Security-Policy': serialize({
    ...policy,
    'script-src': [...policy['script-src'], `'nonce-${developmentNonce}'`],
    'style-src': [...policy['style-src'], `'nonce-${developmentNonce}'`],
    'connect-src': [...policy['connect-src'], 'ws://localhost:*', 'ws://127.0.0.1:*'],
    'frame-ancestors': ["'none'"],
  }),
}

function serialize(directives: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}
