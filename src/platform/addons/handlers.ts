import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { addons } from './contract.ts'

const none = () => listOf<never, never>([], { id: () => '', name: () => '' }, (row) => row)

export const addonRoutes = implement(addons, { list: none, listOf: none })
