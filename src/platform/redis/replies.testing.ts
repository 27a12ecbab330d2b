import type { Reply } from './contract.ts'

/** Reads what Redis' protocol answers, as far as it is whole. */
export function decode(text: string): Reply[] {
  const replies: Reply[] = []
  let at = 0
  const read = (): Reply | undefined => {
    const end = text.indexOf('\r\n', at)
    if (end < 0) return undefined
    const kind = text.charAt(at)
    const rest = text.slice(at + 1, end)
    at = end + 2
    if (kind === '+') return { status: rest }
    if (kind === '-') return { error: rest }
    if (kind === ':') return Number.isSafeInteger(Number(rest)) ? Number(rest) : { integer: rest }
    const length = Number(rest)
    if (length < 0) return null
    if (kind === '$') {
      if (text.length < at + length + 2) return undefined
      at += length + 2
      return { bulk: text.slice(at - length - 2, at - 2) }
    }
    const items: Reply[] = []
    for (let nth = 0; nth < length; nth++) {
      const item = read()
      if (item === undefined) return undefined
      items.push(item)
    }
    return items
  }
  for (let reply = read(); reply !== undefined && at <= text.length; reply = at < text.length ? read() : undefined)
    replies.push(reply)
  return replies
}
