/** An address taken apart. */
export interface Address {
  /** Without the colon, in lower case. */
  readonly scheme: string
  /** What comes before an @, or ''. */
  readonly user: string
  /** In lower case. */
  readonly host: string
  readonly port: string
  readonly path: string
}

// Browsers differ in how they read the host of a scheme that they do not know, such as syslog:, and a world has to be the same
// in all of them.
const ADDRESS = /^([a-z][a-z\d+.-]*):\/\/(?:([^/?#@\s]*)@)?([a-z\d._-]+|\[[\da-f:.]+\])(?::(\d{1,5}))?(\/[^?#\s]*)?(?:[?#]\S*)?$/i

/** Null: it is no whole address with a host. */
export function parseAddress(text: string): Address | null {
  const [, scheme, user = '', host, port = '', path = ''] = ADDRESS.exec(text) ?? []
  return scheme === undefined || host === undefined
    ? null
    : { scheme: scheme.toLowerCase(), user, host: host.toLowerCase(), port, path }
}

/** The host of an address that is known to be one, with its port. */
export function hostOf(text: string): string {
  const { host = '', port = '' } = parseAddress(text) ?? {}
  return port === '' ? host : `${host}:${port}`
}
