// Archives for tests: made from folders and from lists of files.
import { gzipSync, strToU8, zipSync } from 'fflate'
import { createTar } from 'nanotar'

export type Files = Readonly<Record<string, string | Uint8Array>>

export const LANGUAGES = ['nodejs', 'ruby', 'python', 'php', 'java', 'scala', 'go', 'clojure'] as const

const SAMPLES = import.meta.glob<string>('../samples/**/*', { query: '?raw', import: 'default', eager: true, exhaustive: true })

/** The files of one of the bundled sample projects. */
export function sample(name: (typeof LANGUAGES)[number]): Record<string, string> {
  const folder = `../samples/${name}/`
  return Object.fromEntries(
    Object.entries(SAMPLES).flatMap(([path, text]) => (path.startsWith(folder) ? [[path.slice(folder.length), text]] : [])),
  )
}

const bytesOf = (content: string | Uint8Array) => (typeof content === 'string' ? strToU8(content) : content)

export function tar(files: Files): Uint8Array {
  return createTar(Object.entries(files).map(([name, content]) => ({ name, data: bytesOf(content), attrs: { mtime: 0 } })))
}

export function tarGz(files: Files): Uint8Array {
  return gzipSync(tar(files), { mtime: 0 })
}

export function zip(files: Files): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, content]) => [path, bytesOf(content)])), {
    mtime: new Date(1980, 1, 1),
  })
}

/** A tar header as tools write it, for members that no library writes. */
export function tarHeader(name: string, size: number, type: string, target = '', prefix = ''): Uint8Array {
  const header = new Uint8Array(512)
  const put = (text: string, at: number) => header.set(strToU8(text), at)
  put(name.slice(0, 100), 0)
  put('0000644\0', 100)
  put(`${size.toString(8).padStart(11, '0')}\0`, 124)
  put('00000000000\0', 136)
  put('        ', 148)
  put(type, 156)
  put(target, 157)
  put('ustar\x0000', 257)
  put(prefix, 345)
  put(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  )
  return header
}

/** A tar member: header, content, padding. */
export function member(name: string, content: string, type = '0', target = '', prefix = ''): Uint8Array {
  const bytes = strToU8(content)
  const padded = new Uint8Array(512 + Math.ceil(bytes.length / 512) * 512)
  padded.set(tarHeader(name, bytes.length, type, target, prefix))
  padded.set(bytes, 512)
  return padded
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
