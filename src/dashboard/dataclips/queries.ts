import { query, queryAll } from '#client/query.ts'
import { dataclips } from '#platform/dataclips/contract.ts'

export const ofClips = {
  all: () => queryAll(dataclips.list),
  one: (clip: string) => query(dataclips.info, { params: { clip } }),
  shared: (token: string) => query(dataclips.shared, { params: { token } }),
}
