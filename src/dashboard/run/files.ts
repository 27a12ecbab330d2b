import { authorization, send, urlOf } from '#client/http.ts'
import { consoles, unpackFiles, type Deployed } from '#platform/console/contract.ts'

/** Reads what was deployed to a dyno. */
export async function readFiles(app: string, dyno: string, signal: AbortSignal): Promise<Deployed> {
  const response = await send(urlOf(consoles.files, { params: { app, dyno } }), { headers: authorization(), signal })
  return unpackFiles(new Uint8Array(await response.arrayBuffer()))
}
