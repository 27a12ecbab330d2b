// Questions that builds and processes ask of a source.
import type { Lock, SourceTree } from '#platform/builds/types.ts'

/** Whether the file is in the source. */
export function hasFile(tree: SourceTree, path: string): boolean {
  return tree.files.some((file) => file.path === path)
}

/** Whether there is any file below the folder. */
export function hasFolder(tree: SourceTree, folder: string): boolean {
  return tree.files.some((file) => file.path.startsWith(`${folder}/`))
}

/** Whether the path can be there when the app runs. A source with too many files to list them all gets the benefit of the doubt. */
export function mayExist(tree: SourceTree, path: string): boolean {
  return hasFile(tree, path) || hasFolder(tree, path) || tree.omitted > 0
}

/** Paths that match, sorted. */
export function findFiles(tree: SourceTree, pattern: RegExp): string[] {
  return tree.files.flatMap((file) => (pattern.test(file.path) ? [file.path] : []))
}

/** A manifest's text without byte order mark and with plain line ends; undefined when it is not there. */
export function textOf(tree: SourceTree, path: string): string | undefined {
  return Object.hasOwn(tree.texts, path) ? tree.texts[path]?.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n') : undefined
}

/** A text's lines, cut at 2,000 characters: no line that means something is longer, and patterns stay quick on any input. */
export function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.slice(0, 2000))
}

export function lockOf(tree: SourceTree, path: string): Lock | undefined {
  return Object.hasOwn(tree.locks, path) ? tree.locks[path] : undefined
}
