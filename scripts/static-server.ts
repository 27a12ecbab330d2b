import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** File names below these folders carry a hash of their content. */
const hashed = /^(assets|workers)\//

interface File {
  readonly modified: number
  readonly etag: string
  readonly bodies: { readonly identity: Buffer; gzip?: Promise<Buffer>; br?: Promise<Buffer> }
}

export interface StaticServerOptions {
  /** The folder with the built dashboard. */
  readonly dir: string
  /** The path it is served below, with a slash at both ends. */
  readonly base: string
  /** Sent with every response. */
  readonly headers: Readonly<Record<string, string>>
}

/**
 * A server of a built single-page app: its files, compressed, and index.html for navigation to any other path. It never answers
 * a path of the API: that would hide that the platform in the browser has not started.
 */
export function createStaticServer({ dir, base, headers }: StaticServerOptions): Server {
  const folder = resolve(dir)
  const cache = new Map<string, File>()

  async function load(name: string): Promise<File | undefined> {
    const path = resolve(folder, name)
    if (!path.startsWith(folder + sep) || name.split('/').some((part) => part.startsWith('.'))) return undefined
    const found = await stat(path).catch(() => undefined)
    if (!found?.isFile()) return undefined
    const cached = cache.get(path)
    if (cached?.modified === found.mtimeMs) return cached
    const identity = await readFile(path)
    const etag = `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`
    const file: File = { modified: found.mtimeMs, etag, bodies: { identity } }
    cache.set(path, file)
    return file
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    const path = pathOf(request)
    if (path === undefined) return refuse(response, 400, 'Bad path')
    if (!path.startsWith(base)) {
      if (path !== '/' && `${path}/` !== base) return refuse(response, 404, 'Not found')
      response.setHeader('Location', base)
      return refuse(response, 302, `The dashboard is at ${base}`)
    }
    const name = path.slice(base.length) || 'index.html'
    if (name === 'api' || name.startsWith('api/')) return refuse(response, 404, 'No API here: the platform runs in the browser')
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET and HEAD')
    const file = await load(name)
    if (file) return send(request, response, name, file)
    const page = isNavigation(request) && !hashed.test(name) ? await load('index.html') : undefined
    if (page) return send(request, response, 'index.html', page)
    return refuse(response, 404, 'Not found')
  }

  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error)
      response.destroy()
    })
  })
}

function pathOf(request: IncomingMessage): string | undefined {
  try {
    const path = decodeURIComponent((request.url ?? '/').replace(/[?#].*$/s, ''))
    return path.includes('\0') ? undefined : path
  } catch {
    return undefined
  }
}

/** By what is accepted: of what a service worker passes on, Firefox does not say that it is a navigation. */
function isNavigation(request: IncomingMessage): boolean {
  return (request.headers.accept ?? '').includes('text/html')
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }).end(`${message}\n`)
}

async function send(request: IncomingMessage, response: ServerResponse, name: string, file: File): Promise<void> {
  response.setHeader('Content-Type', types[extname(name)] ?? 'application/octet-stream')
  response.setHeader('Cache-Control', hashed.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache')
  response.setHeader('ETag', file.etag)
  response.setHeader('Vary', 'Accept-Encoding')
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304).end()
    return
  }
  const encoding = encodingFor(request, extname(name))
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding)
  const body = await bodyOf(file, encoding)
  response.writeHead(200, { 'Content-Length': body.length })
  response.end(request.method === 'HEAD' ? undefined : body)
}

function encodingFor(request: IncomingMessage, extension: string): 'identity' | 'gzip' | 'br' {
  const type = types[extension] ?? ''
  if (!type.includes('charset')) return 'identity' // images and fonts are compressed already
  const accepted = String(request.headers['accept-encoding'] ?? '')
  if (/\bbr\b/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
}

/** The body in an encoding; compressed once, on first need. */
async function bodyOf({ bodies }: File, encoding: 'identity' | 'gzip' | 'br'): Promise<Buffer> {
  if (encoding === 'gzip') return (bodies.gzip ??= promisify(gzip)(bodies.identity, { level: 9 }))
  if (encoding === 'br') {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bodies.identity.length }
    return (bodies.br ??= promisify(brotliCompress)(bodies.identity, { params }))
  }
  return bodies.identity
}
