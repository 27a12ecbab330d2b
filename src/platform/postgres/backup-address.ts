import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Addon } from '#platform/addons/vars.ts'
import type { PlatformHost } from '#platform/host.ts'
import { forbidden } from '#platform/http/errors.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { databaseEngine } from './engine/contract.ts'
import type { Transfer } from './model.ts'
import { databasesOf, transfersOf } from './state.ts'
import { isKept } from './transfers.ts'

// Whoever has the address of a backup may download it, without a token, until it expires: it is signed by the host that has the
// databases. Where pages run them, it is one of a page, which asks as whom it was opened.

/** The completed backup of that id, with its database. */
export function backupOf(world: PlatformWorld, id: string): { addon: Addon; backup: Transfer } | null {
  for (const app of world.tables.apps.all())
    for (const addon of databasesOf(world, app)) {
      const backup = transfersOf(world, addon).find((row) => row.id === id && isKept(row, world.now))
      if (backup) return { addon, backup }
    }
  return null
}

/** `base` is where the API's paths begin: pages do a step above. */
export function addressOf({ databases }: PlatformHost, base: string, addon: Addon, { id }: Transfer, until: number): string {
  if (!databases) return new URL(`../addons/${addon.name}/durability?download=${id}`, `${base}/`).href
  const expires = String(until)
  const search = new URLSearchParams({ expires, signature: sign(databases.secret, id, expires) })
  return `${base}${databaseEngine.backup.path.replace(':backup', id)}?${search}`
}

/** Refuses with 403 an address that the host has not made, or one that has expired. */
export function checkAddress(secret: string, id: string, { expires, signature }: Signed, now: number): void {
  if (!isSame(signature, sign(secret, id, expires)) || now > Number(expires))
    throw forbidden('This address has expired, or is none of a backup. Make another with `heroku pg:backups:url`.')
}

interface Signed {
  readonly expires: string
  readonly signature: string
}

const sign = (secret: string, id: string, expires: string): string =>
  bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(`${id} ${expires}`)))

/** Takes as long whichever character differs, so that nobody can find them one by one. */
function isSame(a: string, b: string): boolean {
  let differs = a.length ^ b.length
  for (let at = 0; at < b.length; at += 1) differs |= a.charCodeAt(at) ^ b.charCodeAt(at)
  return differs === 0
}
